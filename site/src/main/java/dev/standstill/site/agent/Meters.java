package dev.standstill.site.agent;

import dev.standstill.core.site.SiteDeclaration;
import dev.standstill.evidence.Evidence;
import dev.standstill.site.configuration.SiteConfiguration;
import dev.standstill.site.outbox.Outbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The meters, read from when the log has a declaration of them. */
final class Meters implements AutoCloseable {
  private final SiteConfiguration site;
  private final Reporting reporting;
  private final List<String> writeHour;
  private final Outbox outbox;
  private final Journal journal;
  private final InstantSource clock;
  private volatile Optional<Metering> metering = Optional.empty();

  /**
   * Reads none yet.
   *
   * @param writeHour the command that writes an hour of readings; store and hour are added to it
   */
  Meters(
      SiteConfiguration site,
      Reporting reporting,
      List<String> writeHour,
      Outbox outbox,
      Journal journal,
      InstantSource clock) {
    this.site = site;
    this.reporting = reporting;
    this.writeHour = List.copyOf(writeHour);
    this.outbox = outbox;
    this.journal = journal;
    this.clock = clock;
  }

  /** Reads the meters that the site has declared, and puts each hour that is over down for good. */
  void look(Optional<Evidence> log) throws IOException, InterruptedException {
    if (log.isEmpty()) {
      return;
    }
    reporting.keepAgreement(log.get());
    Optional<SiteDeclaration> declared = reporting.declaration(log.get());
    if (metering.isEmpty() && site.metering().isPresent() && declared.isPresent()) {
      metering =
          Optional.of(
              Metering.start(
                  site.metering().get(),
                  declared.get(),
                  site.data().resolve("readings"),
                  writeHour,
                  clock));
      journal.write("the meters of " + declared.get().areas().size() + " areas are read");
    }
    if (metering.isPresent()) {
      for (Path commitment : metering.get().writeHours()) {
        outbox.note(Files.readAllBytes(commitment));
        journal.write("hour committed: " + commitment.getFileName());
      }
    }
  }

  @Override
  public void close() throws IOException {
    if (metering.isPresent()) {
      metering.get().close();
    }
  }
}
