package dev.standstill.site.agent;

import dev.standstill.core.order.Acknowledgement;
import dev.standstill.core.order.Duty;
import dev.standstill.core.order.Obligation;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.record.Digest;
import dev.standstill.site.outbox.Outbox;
import dev.standstill.wire.Binding;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Says of every order that it came, and since when nothing of what it stops has run. */
final class Receipts {
  private final SiteId site;
  private final Acknowledging acknowledging;
  private final Outbox outbox;
  private final Journal journal;
  private final InstantSource clock;

  Receipts(SiteId site, Outbox outbox, Journal journal, InstantSource clock) {
    this.site = site;
    this.acknowledging = new Acknowledging(site);
    this.outbox = outbox;
    this.journal = journal;
    this.clock = clock;
  }

  /**
   * Says what is due.
   *
   * @param halted whether a sweep of all schedulers just found nothing that must stop
   * @return how many were said
   */
  int say(Known known, boolean halted) throws IOException {
    if (known.orders().isEmpty() || known.governance().isEmpty()) {
      return 0;
    }
    Instant time = Instant.ofEpochSecond(clock.instant().getEpochSecond());
    List<Acknowledgement> due =
        acknowledging.due(
            known.orders().get(),
            known.governance().get().clocks().acknowledgement(),
            outbox.said(),
            demanding(known, Duty.Halt.class),
            demanding(known, Duty.Cap.class),
            halted ? Optional.of(time) : Optional.empty(),
            clock.instant());
    for (Acknowledgement one : due) {
      outbox.say(new Binding.ToCharter(known.charter().orElseThrow().id()), one);
      journal.write(
          "acknowledged "
              + one.order().id()
              + one.halted().map(since -> ", nothing runs since " + since).orElse(", received"));
    }
    return due.size();
  }

  private Set<Digest> demanding(Known known, Class<? extends Duty> duty) {
    return known.obligations(site).stream()
        .filter(obligation -> duty.isInstance(obligation.duty()))
        .map(Obligation::order)
        .collect(Collectors.toUnmodifiableSet());
  }
}
