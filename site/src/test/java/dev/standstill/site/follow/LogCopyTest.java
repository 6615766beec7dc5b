package dev.standstill.site.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.standstill.evidence.source.WebFiles;
import dev.standstill.site.lab.LabAgreement;
import dev.standstill.site.lab.LabRegister;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A copy of a real log, and what becomes of it when its disk or its source is not sound. */
class LogCopyTest {
  @TempDir private Path directory = Path.of("");

  private final LabAgreement agreement =
      new LabAgreement(Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(1));
  private Optional<LabRegister> register = Optional.empty();

  @BeforeEach
  void begin() throws Exception {
    register = Optional.of(new LabRegister(directory, agreement::charter, agreement.all()));
  }

  @AfterEach
  void end() throws IOException {
    register().close();
  }

  private LabRegister register() {
    return register.orElseThrow();
  }

  private Path own() {
    return directory.resolve("copy");
  }

  private LogCopy copy() throws IOException {
    return new LogCopy(own(), register().policy(), register().charter());
  }

  private void says() throws IOException {
    register()
        .say(
            agreement.permit("one more", 8),
            agreement.signer(LabAgreement.BOREALIS),
            agreement.signer(LabAgreement.CIRRUS));
  }

  private byte[] checkpoint() throws IOException {
    return Files.readAllBytes(directory.resolve("register/checkpoint"));
  }

  private Optional<String> offer(LogCopy copy, byte[] checkpoint) throws Exception {
    try (WebFiles source = new WebFiles(URI.create(register().url()))) {
      return copy.offer(source, checkpoint);
    }
  }

  private static long size(LogCopy copy) {
    return copy.evidence().orElseThrow().checkpoint().orElseThrow().size();
  }

  @Test
  void whatIsCopiedIsReadAndWhatIsReadIsKeptOverAStart() throws Exception {
    LogCopy copy = copy();
    assertThat(copy.evidence()).isEmpty();
    assertThat(copy.refresh()).isEmpty();
    assertThat(offer(copy, checkpoint())).isEmpty();
    assertThat(copy.evidence()).isEmpty();
    assertThat(copy.refresh()).isEmpty();
    assertThat(size(copy)).isEqualTo(1);
    says();
    assertThat(offer(copy, checkpoint())).isEmpty();
    assertThat(size(copy)).isEqualTo(1);
    assertThat(copy.refresh()).isEmpty();
    assertThat(size(copy)).isGreaterThan(1).isEqualTo(size(copy()));
  }

  /** A fresh checkpoint over an older reading would hide what came between them. */
  @Test
  void aCopyThatTheDiskSpoiledDoesNotReplaceTheReadingBefore() throws Exception {
    LogCopy copy = copy();
    offer(copy, checkpoint());
    copy.refresh();
    Optional<Instant> before = copy.held().orElseThrow().time();
    says();
    offer(copy, checkpoint());
    Path entries = newestEntries();
    byte[] sound = Files.readAllBytes(entries);
    byte[] spoiled = sound.clone();
    spoiled[spoiled.length / 2] ^= 1;
    Files.write(entries, spoiled);
    assertThat(copy.refresh()).get().asString().startsWith("the copy cannot be read whole: ");
    assertThat(size(copy)).isEqualTo(1);
    assertThat(copy.held().orElseThrow().time()).isEqualTo(before);
    Files.write(entries, sound);
    assertThat(copy.refresh()).isEmpty();
    assertThat(size(copy)).isGreaterThan(1);
  }

  private Path newestEntries() throws IOException {
    try (Stream<Path> files = Files.walk(own().resolve("tile/entries"))) {
      return files
          .filter(Files::isRegularFile)
          .max(Comparator.comparingLong(path -> path.toFile().length()))
          .orElseThrow();
    }
  }

  @Test
  void anOlderLogIsNotTaken() throws Exception {
    LogCopy copy = copy();
    byte[] first = checkpoint();
    says();
    offer(copy, checkpoint());
    copy.refresh();
    long size = size(copy);
    Files.write(directory.resolve("register/checkpoint"), first);
    assertThat(offer(copy, first)).isPresent();
    assertThat(copy.refresh()).isEmpty();
    assertThat(size(copy)).isEqualTo(size);
  }

  @Test
  void aCheckpointThatIsNoLongerCosignedIsNoCopyToStartFrom() throws Exception {
    LogCopy copy = copy();
    offer(copy, checkpoint());
    copy.refresh();
    Path own = own().resolve("checkpoint");
    String note = Files.readString(own);
    // The log's own signature, and no witness's.
    Files.writeString(own, note.substring(0, note.indexOf('\n', note.indexOf("\u2014 ")) + 1));
    assertThatThrownBy(this::copy)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("not cosigned as the policy asks");
    // Whoever has read it goes on with what he has.
    assertThat(copy.refresh()).isEmpty();
    assertThat(size(copy)).isEqualTo(1);
  }
}
