package dev.standstill.cli;

import dev.standstill.cli.intake.CalibrationChoice;
import dev.standstill.cli.intake.DeclaredAs;
import dev.standstill.cli.intake.EvidenceDraft;
import dev.standstill.cli.intake.EvidenceIntake;
import dev.standstill.cli.intake.IntakeOptions;
import dev.standstill.cli.intake.MeasuredRun;
import dev.standstill.cli.intake.SharedMeters;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.record.Digest;
import dev.standstill.evidence.SourceLog;
import dev.standstill.log.note.CheckpointSigner;
import dev.standstill.wire.PartySigner;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags that every import has. */
final class IntakeFlags {

  private static final Pattern SITE = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
  private static final BigDecimal ATTOJOULE = new BigDecimal("1e-18");
  private static final BigDecimal MILLIJOULE = new BigDecimal("1e-3");
  private static final BigDecimal MEGAWATT = new BigDecimal("1e6");

  /** Statements hold whole numbers of at most 40 digits. */
  private static final BigDecimal FLOP_BOUND = new BigDecimal("1e40");

  /** Numbers with more digits or a larger exponent than this are mistakes. */
  private static final int EXPONENT_MAX = 40;

  @Option(
      names = "--site",
      required = true,
      paramLabel = "NAME",
      description = "The site, and in an import also its party: a-z, 0-9 and '-'.")
  private @Nullable String site;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "EVIDENCE",
      description = "The directory to make; it must not exist.")
  private @Nullable Path out;

  @Option(
      names = "--keys",
      paramLabel = "DIR",
      description = "Where the private keys are, or are made; default: EVIDENCE.keys.")
  private @Nullable Path keys;

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description =
          "Which witnesses must cosign the log (C2SP tlog-policy); default: quorum none. Witnesses"
              + " let a log's key sign one history only: import again with other --keys.")
  private @Nullable Path policy;

  @Option(
      names = "--shared-meters",
      paramLabel = "one|sum|mean",
      description =
          "Identical series are one instrument that reads one of its nodes, their sum or mean.")
  private @Nullable String sharedMeters;

  @Option(
      names = "--declare-as",
      paramLabel = "training|inference|idle",
      description = "What to declare; default: what the source says ran.")
  private @Nullable String declareAs;

  @Option(
      names = "--declare-flop",
      paramLabel = "X",
      description = "Executed FLOP to declare, for example 1.2e21; gpt3 has a formula.")
  private @Nullable String declareFlop;

  @Option(
      names = "--joules-per-flop",
      paramLabel = "J",
      description = "State the energy of one executed operation; default: reference 1.10e-12.")
  private @Nullable String joulesPerFlop;

  @Option(
      names = "--idle-watts",
      paramLabel = "W",
      description = "State what an idle node draws at the wall; default: reference 2050 for 8.")
  private @Nullable String idleWatts;

  @Option(
      names = "--limit-flop",
      paramLabel = "X",
      defaultValue = "1e24",
      description =
          "The charter's limit, and what would be significant in the period; default:"
              + " ${DEFAULT-VALUE}.")
  private String limitFlop = "1e24";

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  /** What was written where. */
  record Written(Path evidence, Path keys, Digest charter) {}

  boolean json() {
    return json;
  }

  Optional<BigDecimal> joulesPerFlop() {
    return Optional.ofNullable(joulesPerFlop)
        .map(text -> between("--joules-per-flop", text, ATTOJOULE, MILLIJOULE));
  }

  Optional<BigDecimal> idleWatts() {
    return Optional.ofNullable(idleWatts)
        .map(text -> between("--idle-watts", text, BigDecimal.ONE, MEGAWATT));
  }

  /** Fails before any work if the target is taken or an option will not do. */
  void requireFreeTarget() throws IOException {
    if (!SITE.matcher(Objects.requireNonNull(site)).matches()) {
      throw new IllegalArgumentException(
          "--site must be 1 to 63 of a-z, 0-9 and '-', not beginning with '-', not " + site);
    }
    options();
    joulesPerFlop();
    idleWatts();
    Path target = absolute(Objects.requireNonNull(out));
    if (out.toString().isEmpty() || target.getFileName() == null) {
      throw new IllegalArgumentException("--out must name the directory to make");
    }
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(out.toString());
    }
    if (absolute(keyDirectory()).startsWith(target)) {
      throw new IllegalArgumentException(
          "--keys must not lie inside --out: private keys are no evidence");
    }
  }

  private Path keyDirectory() {
    if (keys != null) {
      return keys;
    }
    Path target = absolute(Objects.requireNonNull(out));
    return out.resolveSibling(target.getFileName() + ".keys");
  }

  private static Path absolute(Path path) {
    return path.toAbsolutePath().normalize();
  }

  Written write(MeasuredRun measured, CalibrationChoice choice) throws IOException {
    Path target = Objects.requireNonNull(out);
    IntakeOptions options = options();
    // What cannot be declared must fail before keys are made.
    new EvidenceDraft(measured, options).requireDeclarable();
    try (KeyDirectory opened = new KeyDirectory(keyDirectory())) {
      String party = options.site();
      CheckpointSigner signer = OwnLog.signer(opened, "standstill.dev/imported/" + party);
      PolicyFile own = PolicyFile.ofOwnLog(policy, signer);
      PartySigner partyKey = PartySigner.of(opened.openOrGenerate(partyFile(party), party));
      Digest charter;
      try (OwnLog.Witnesses witnesses = OwnLog.witnesses(own.policy(), signer.origin())) {
        SourceLog log = new SourceLog(signer, own.bytes(), witnesses.cosigners());
        charter =
            EvidenceIntake.write(
                target, measured, options, choice, new EvidenceIntake.Keys(log, partyKey));
      }
      opened.keep();
      return new Written(target, keyDirectory(), charter);
    }
  }

  /** A site may have the name of a log's key file. */
  private static String partyFile(String party) {
    return party.startsWith("log") ? party + "-site.key" : party + ".key";
  }

  private IntakeOptions options() {
    return new IntakeOptions(
        Objects.requireNonNull(site),
        sharedMeters == null
            ? SharedMeters.UNSTATED
            : word("--shared-meters", sharedMeters, SharedMeters.class),
        Optional.ofNullable(declareAs).map(text -> word("--declare-as", text, DeclaredAs.class)),
        Optional.ofNullable(declareFlop).map(text -> number("--declare-flop", text)),
        limit());
  }

  private Flop limit() {
    BigDecimal limit = between("--limit-flop", limitFlop, BigDecimal.ONE, FLOP_BOUND);
    if (limit.stripTrailingZeros().scale() > 0) {
      throw new IllegalArgumentException(
          "--limit-flop must be a whole number of operations, not " + limitFlop);
    }
    return Flop.ofDecimal(limit);
  }

  private static <E extends Enum<E>> E word(String option, String text, Class<E> type) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> constant != SharedMeters.UNSTATED)
        .filter(constant -> constant.name().toLowerCase(Locale.ROOT).equals(text))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                option
                    + " knows "
                    + String.join(
                        ", ",
                        Arrays.stream(type.getEnumConstants())
                            .filter(constant -> constant != SharedMeters.UNSTATED)
                            .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                            .toList())
                    + ", not "
                    + text));
  }

  static BigDecimal positive(String option, String text) {
    BigDecimal value = number(option, text);
    if (value.signum() <= 0) {
      throw new IllegalArgumentException(option + " must be above zero, not " + text);
    }
    return value;
  }

  /** From {@code least} on and below {@code bound}. */
  private static BigDecimal between(
      String option, String text, BigDecimal least, BigDecimal bound) {
    BigDecimal value = positive(option, text);
    if (value.compareTo(least) < 0 || value.compareTo(bound) >= 0) {
      throw new IllegalArgumentException(
          option + " must be from " + least + " to below " + bound + ", not " + text);
    }
    return value;
  }

  private static BigDecimal number(String option, String text) {
    try {
      BigDecimal value = new BigDecimal(text);
      if (value.signum() < 0
          || value.precision() > EXPONENT_MAX
          || Math.abs((long) value.scale()) > EXPONENT_MAX) {
        throw new NumberFormatException();
      }
      return value;
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          option + " must be a number such as 1.2e21, not " + text, e);
    }
  }
}
