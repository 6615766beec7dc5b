package dev.standstill.site.configuration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.quantity.FlopRate;
import dev.standstill.core.record.Digest;
import dev.standstill.core.rule.OperationKind;
import dev.standstill.core.site.AreaId;
import dev.standstill.log.merkle.Hash;
import dev.standstill.wire.json.ReadResult;
import dev.standstill.wire.json.StrictJson;
import dev.standstill.wire.json.StrictObject;
import dev.standstill.wire.json.StrictValue;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code site.toml}. As strict as what is signed: a field nobody knows is refused, because
 * whoever misspells a limit must not go on without it.
 */
public final class ConfigurationFile {
  private static final int BYTES_MAX = 256 * 1024;
  private static final int GATE_PORT = 8931;
  private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|min|h|d)");

  private ConfigurationFile() {}

  /**
   * Reads a file; paths in it count from its folder.
   *
   * @throws IllegalArgumentException naming file, place and reason if it is not as it must be
   */
  public static SiteConfiguration read(Path file) throws IOException {
    if (Files.size(file) > BYTES_MAX) {
      throw new IllegalArgumentException(file + ": is larger than any configuration");
    }
    byte[] bytes = Files.readAllBytes(file);
    byte[] tree;
    try {
      TomlMapper toml = new TomlMapper();
      tree = StrictJson.compact(toml.readTree(bytes));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(file + ": is not TOML: " + e.getOriginalMessage(), e);
    }
    Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
    Digest digest = new Digest(Hash.sha256(bytes).hex());
    return switch (ReadResult.reading(
        () -> read(StrictJson.parse(tree, 4 * BYTES_MAX), folder, digest))) {
      case ReadResult.Read<SiteConfiguration>(var configuration) -> configuration;
      case ReadResult.Refused<SiteConfiguration>(var refusal) ->
          throw new IllegalArgumentException(file + ": " + refusal);
    };
  }

  private static SiteConfiguration read(StrictValue value, Path folder, Digest digest) {
    StrictObject node =
        value.object(
            "party",
            "site",
            "charter",
            "policy",
            "state",
            "register",
            "key",
            "gate-port",
            "source",
            "queue",
            "rhythm",
            "slurm",
            "kubernetes",
            "metering",
            "report");
    SiteId site =
        value.build(
            () -> new SiteId(new PartyId(node.field("party").text()), node.field("site").text()));
    Digest charter = built(node.field("charter"), Digest::new);
    int gate = node.optional("gate-port").map(port -> port.count(0)).orElse(GATE_PORT);
    List<SourceAddress> sources = node.field("source").list(ConfigurationFile::source);
    Map<String, QueueUse> queues = queues(node.field("queue"));
    Rhythm rhythm = node.optional("rhythm").map(ConfigurationFile::rhythm).orElse(Rhythm.USUAL);
    Optional<SlurmSettings> slurm = node.optional("slurm").map(one -> slurm(one, folder));
    Optional<KubernetesAccess> kubernetes =
        node.optional("kubernetes").map(one -> KubernetesPart.read(one, folder));
    Optional<MeteringSettings> metering =
        node.optional("metering").map(one -> MeteringPart.read(one, folder));
    ReportSettings reporting =
        node.optional("report").map(ConfigurationFile::reporting).orElse(ReportSettings.BY_HAND);
    return value.build(() ->
        new SiteConfiguration(
            site,
            charter,
            folder.resolve(node.field("policy").text()),
            sources,
            node.optional("register").map(StrictValue::text),
            folder.resolve(node.field("state").text()),
            node.optional("key").map(key -> folder.resolve(key.text())),
            gate,
            queues,
            rhythm,
            slurm,
            kubernetes,
            metering,
            reporting,
            digest));
  }

  private static <T> T built(StrictValue value, Function<String, T> constructor) {
    String text = value.text();
    return value.build(() -> constructor.apply(text));
  }

  private static SourceAddress source(StrictValue value) {
    StrictObject node = value.object("name", "place");
    String name = node.field("name").text();
    String place = node.field("place").text();
    return value.build(() -> new SourceAddress(name, place));
  }

  private static Map<String, QueueUse> queues(StrictValue value) {
    Map<String, QueueUse> queues = new LinkedHashMap<>();
    value.list(one -> {
      StrictObject node = one.object("name", "area", "operations", "device-peak-flop-per-second");
      String name = node.field("name").text();
      AreaId area = built(node.field("area"), AreaId::new);
      List<OperationKind> operations =
          node.field("operations").list(kind -> kind.word(OperationKind.class));
      FlopRate peak =
          built(
              node.field("device-peak-flop-per-second"),
              text -> new FlopRate(new BigInteger(text)));
      if (operations.isEmpty() || queues.containsKey(name)) {
        throw one.refused("a queue stands here once, with at least one kind of operation");
      }
      return queues.put(name, new QueueUse(area, Set.copyOf(operations), peak));
    });
    return queues;
  }

  private static Rhythm rhythm(StrictValue value) {
    StrictObject node = value.object("follow", "sweep", "canary");
    Duration follow =
        node.optional("follow").map(ConfigurationFile::duration).orElse(Rhythm.USUAL.follow());
    Duration sweep =
        node.optional("sweep").map(ConfigurationFile::duration).orElse(Rhythm.USUAL.sweep());
    Duration canary =
        node.optional("canary").map(ConfigurationFile::duration).orElse(Rhythm.USUAL.canary());
    return value.build(() -> new Rhythm(follow, sweep, canary));
  }

  private static ReportSettings reporting(StrictValue value) {
    StrictObject node = value.object("automatic", "settling");
    boolean automatic = node.field("automatic").flag();
    Duration settling =
        node.optional("settling")
            .map(ConfigurationFile::duration)
            .orElse(ReportSettings.BY_HAND.settling());
    return value.build(() -> new ReportSettings(automatic, settling));
  }

  private static SlurmSettings slurm(StrictValue value, Path folder) {
    StrictObject node =
        value.object(
            "configuration", "gpus-per-node", "canary-user", "kill-wait", "hooks", "accounts");
    int gpus = node.field("gpus-per-node").count(1);
    String user = node.field("canary-user").text();
    Duration killWait =
        node.optional("kill-wait").map(ConfigurationFile::duration).orElse(Duration.ofSeconds(30));
    Path file = folder.resolve(node.field("configuration").text());
    Optional<Path> hooks = node.optional("hooks").map(path -> folder.resolve(path.text()));
    AccountsForm accounts =
        node.optional("accounts")
            .map(form -> form.word(AccountsForm.class))
            .orElse(AccountsForm.PARSABLE);
    return value.build(() -> new SlurmSettings(file, gpus, user, killWait, hooks, accounts));
  }

  /** A count with its unit, such as {@code 15s}. */
  static Duration duration(StrictValue value) {
    Matcher form = DURATION.matcher(value.text());
    if (!form.matches()) {
      throw value.refused("a length of time with its unit, such as 500ms, 15s, 10min, 1h");
    }
    long count = Long.parseLong(form.group(1));
    return switch (form.group(2)) {
      case "ms" -> Duration.ofMillis(count);
      case "s" -> Duration.ofSeconds(count);
      case "min" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }
}
