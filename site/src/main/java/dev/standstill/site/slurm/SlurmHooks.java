package dev.standstill.site.slurm;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.standstill.core.record.Digest;
import dev.standstill.core.report.Enforcement;
import dev.standstill.evidence.source.AtomicFile;
import dev.standstill.log.merkle.Hash;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The programs that Slurm runs for us, made from a site's installation.
 *
 * <p>Whoever is root can change or remove them, and Slurm then starts jobs without asking. So what
 * lies there is compared with what should, and the digests go into what a site reports.
 */
public final class SlurmHooks {

  /** Slurm finds it by this name, beside its configuration. */
  public static final String SUBMIT = "job_submit.lua";

  /** On the controller, when a job is about to start. */
  public static final String START = "prolog_slurmctld";

  /** On a node, when a job is given to it. */
  public static final String NODE = "prolog";

  private final SlurmInstallation installation;
  private final Map<String, String> texts = new TreeMap<>();

  public SlurmHooks(SlurmInstallation installation) {
    this.installation = installation;
    for (String name : List.of(SUBMIT, START, NODE)) {
      texts.put(name, filled(resource(name)));
    }
  }

  /** What each program says, by its file's name. */
  public Map<String, String> texts() {
    return Map.copyOf(texts);
  }

  /** Where a program lies. */
  public Path place(String name) {
    return name.equals(SUBMIT)
        ? installation.slurmConf().resolveSibling(name)
        : installation.hooks().resolve(name);
  }

  /**
   * Writes the programs, each whole or not at all. Slurm reads {@code job_submit.lua} again when it
   * has changed, and the others each time.
   */
  public void install() throws IOException {
    for (Map.Entry<String, String> text : texts.entrySet()) {
      Path place = place(text.getKey());
      Path folder = Objects.requireNonNull(place.getParent());
      Instant younger = Instant.ofEpochSecond(lastChanged(place) + 1);
      AtomicFile.write(folder, text.getKey(), text.getValue().getBytes(UTF_8));
      Files.setPosixFilePermissions(
          place,
          PosixFilePermissions.fromString(
              text.getKey().equals(SUBMIT) ? "rw-r--r--" : "rwxr-xr-x"));
      if (younger.isAfter(Instant.now())) {
        // Slurm goes on with the one before unless this one is younger by a second.
        Files.setLastModifiedTime(place, FileTime.from(younger));
      }
    }
  }

  private static long lastChanged(Path file) throws IOException {
    return Files.exists(file) ? Files.getLastModifiedTime(file).toInstant().getEpochSecond() : 0;
  }

  /**
   * The lines that {@code slurm.conf} needs.
   *
   * <p>Without the accounted resource nobody could count devices at a start, and without the
   * comment no permit would stand in the accounts.
   */
  public List<String> configurationLines() {
    String resources =
        installation.deviceResources().stream()
            .map(name -> "gres/" + name)
            .collect(Collectors.joining(","));
    return List.of(
        "JobSubmitPlugins=lua",
        "PrologSlurmctld=" + place(START),
        "Prolog=" + place(NODE),
        "PrologFlags=Alloc",
        "AccountingStorageTRES=" + resources,
        "AccountingStoreFlags=job_comment");
  }

  /** Each program as it should be, and as it is now. */
  public List<InstalledHook> inspect() {
    return texts.entrySet().stream()
        .map(text ->
            new InstalledHook(
                text.getKey(),
                place(text.getKey()),
                digest(text.getValue().getBytes(UTF_8)),
                read(place(text.getKey())).map(SlurmHooks::digest)))
        .toList();
  }

  /** The same as a site reports it: what was found, whether or not it is what should be there. */
  public List<Enforcement.Hook> found() {
    return inspect().stream()
        .map(hook -> new Enforcement.Hook("slurm " + hook.name(), hook.found()))
        .toList();
  }

  private static Optional<byte[]> read(Path file) {
    try {
      return Optional.of(Files.readAllBytes(file));
    } catch (IOException e) {
      // Absent or unreadable is not intact, and the reader of the digests sees that.
      return Optional.empty();
    }
  }

  static Digest digest(byte[] bytes) {
    return new Digest(Hash.sha256(bytes).hex());
  }

  private String filled(String template) {
    String names = String.join(" ", installation.deviceResources());
    String table =
        installation.deviceResources().stream()
            .map(name -> "[\"" + name + "\"] = true")
            .collect(Collectors.joining(", "));
    String text =
        template
            .replace("@GATE_HOST@", installation.gateHost())
            .replace("@GATE_PORT@", Integer.toString(installation.gatePort()))
            .replace("@TOKEN_FILE@", installation.token().toString())
            .replace("@DEVICES_PER_NODE@", Integer.toString(installation.devicesPerNode()))
            .replace("@COUNTED_GRES@", table)
            .replace("@COUNTED_GRES_WORDS@", names)
            .replace("@SLURM_CONF@", installation.slurmConf().toString())
            .replace("@PATH@", installation.programs());
    if (text.matches("(?s).*@[A-Z_]+@.*")) {
      throw new IllegalStateException("a place in a hook was left empty");
    }
    return text;
  }

  private static String resource(String name) {
    try (InputStream stream = SlurmHooks.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(stream, name).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
