package dev.standstill.cli;

import dev.standstill.core.party.PartyId;
import dev.standstill.evidence.DraftReview;
import dev.standstill.evidence.Evidence;
import dev.standstill.wire.Draft;
import dev.standstill.wire.PartyKey;
import dev.standstill.wire.PartySigner;
import dev.standstill.wire.Statement;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Signs a draft, once its signer has seen it. */
@Command(
    name = "sign",
    mixinStandardHelpOptions = true,
    description =
        "Shows all of what is signed and its digest, asks for the digest's first eight digits, and"
            + " signs. The draft's file is rewritten with the signature, or --out is.",
    footer = {
      "",
      "Example: standstill order sign pause.json --key aurora.key",
      "",
      "Compare the digest with the one your colleagues see, over another channel. With --source a",
      "key that no party of the draft's charter has is refused. Exit status: 0 signed; 2 not."
    })
final class DraftSignCommand implements Callable<Integer> {
  private static final int DIGITS_TYPED = 8;
  private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{8,64}");

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "The draft.")
  private @Nullable Path file;

  @Mixin private final SignerOptions signing = new SignerOptions();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where the signed draft goes. Default: the draft's own file.")
  private @Nullable Path out;

  @Option(
      names = "--digest",
      paramLabel = "HEX",
      description =
          "The digest that is meant, or at least its first eight digits, in place of typing them.")
  private @Nullable String digest;

  @Option(
      names = "--source",
      paramLabel = "SOURCE",
      description = "The log the draft is meant for: refuse a key that is none of its parties'.")
  private @Nullable String source;

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "Whose signatures make a checkpoint; default: the source's own policy.")
  private @Nullable Path policy;

  @Override
  public Integer call() throws IOException {
    Terminal terminal = Terminal.of(Objects.requireNonNull(spec));
    Path named = Objects.requireNonNull(file);
    Draft draft = DraftFile.read(named);
    Statement statement = DraftFile.statement(named, draft);
    String id = draft.statementId().hex();
    if (digest != null) {
      requireDigest(digest, id);
    }
    DraftShowCommand.print(terminal, statement);
    if (digest == null) {
      requireDigest(typed(), id);
    }
    PartySigner signer = signing.signer();
    requireParty(terminal, statement, signer);
    Draft signed = draft.sign(signer);
    WholeFile.write(out == null ? named : out, signed.encode());
    terminal.line("");
    terminal.line(
        signed.equals(draft)
            ? "Was signed by " + signer.key().keyid() + " before."
            : "Signed by " + signer.key().keyid() + ".");
    return ExitStatus.OK;
  }

  private static void requireDigest(String stated, String id) {
    String digits = stated.strip().toLowerCase(Locale.ROOT);
    if (!DIGITS.matcher(digits).matches() || !id.startsWith(digits)) {
      throw new IllegalArgumentException(
          "not signed: the digest is another; what was shown is not what you meant to sign");
    }
  }

  private static String typed() {
    String line =
        Optional.ofNullable(System.console())
            .filter(Console::isTerminal)
            .map(console ->
                console.readLine("Type the first %d digits of the digest to sign: ", DIGITS_TYPED))
            .orElse(null);
    if (line == null) {
      throw new IllegalArgumentException(
          "not signed: nobody is at a terminal to type the digest; give it with --digest");
    }
    return line;
  }

  private void requireParty(Terminal terminal, Statement statement, PartySigner signer)
      throws IOException {
    Optional<Evidence> evidence =
        source == null
            ? Optional.empty()
            : Optional.of(DraftFile.source(terminal, source, TrustOptions.trust(policy, null)));
    Map<PartyKey, PartyId> keys = DraftReview.keys(statement, evidence);
    if (evidence.isPresent() && keys.isEmpty()) {
      throw new IllegalArgumentException(
          "not signed: " + source + " does not have the charter that the draft is under");
    }
    if (!keys.isEmpty() && evidence.isPresent() && !keys.containsKey(signer.key())) {
      throw new IllegalArgumentException(
          "not signed: the draft's charter has no such key as " + signer.key().keyid());
    }
  }
}
