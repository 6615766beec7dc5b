package dev.standstill.core.order;

import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.rule.OperationKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Everything that binds anybody at one moment. It is made once and asked for every job. */
public final class Obligations {
  private static final Duty FREE = new Duty.Free();

  private final Moment moment;
  private final List<Obligation> all;
  private final List<Obligation> everyone = new ArrayList<>();
  private final Map<PartyId, List<Obligation>> byParty = new HashMap<>();
  private final Map<SiteId, List<Obligation>> bySite = new HashMap<>();

  Obligations(Moment moment, List<Obligation> all) {
    this.moment = moment;
    this.all = List.copyOf(all);
    for (Obligation obligation : all) {
      switch (obligation.scope().subjects()) {
        case Subjects.Everyone subjects -> everyone.add(obligation);
        case Subjects.Parties subjects ->
            subjects.parties().forEach(party -> add(byParty, party, obligation));
        case Subjects.Sites subjects ->
            subjects.sites().forEach(site -> add(bySite, site, obligation));
      }
    }
  }

  private static <K> void add(Map<K, List<Obligation>> lists, K key, Obligation obligation) {
    lists.computeIfAbsent(key, _ -> new ArrayList<>()).add(obligation);
  }

  /** When they bind. */
  public Moment moment() {
    return moment;
  }

  /** All of them, in the order of the log. */
  public List<Obligation> all() {
    return all;
  }

  /** Those that bind a site: all of them hold at once. */
  public List<Obligation> of(SiteId site) {
    return all.stream().filter(obligation -> obligation.scope().subjects().covers(site)).toList();
  }

  /**
   * What a site must obey for one operation: the strictest of all that binds it.
   *
   * @param lineageTotal what its lineage will have executed, as far as anyone knows
   */
  public Duty duty(SiteId site, OperationKind operation, Flop lineageTotal) {
    Duty duty = strictest(FREE, everyone, operation, lineageTotal);
    duty = strictest(duty, byParty.getOrDefault(site.party(), List.of()), operation, lineageTotal);
    return strictest(duty, bySite.getOrDefault(site, List.of()), operation, lineageTotal);
  }

  private static Duty strictest(
      Duty first, List<Obligation> obligations, OperationKind operation, Flop lineageTotal) {
    Duty duty = first;
    for (Obligation obligation : obligations) {
      if (obligation.scope().includes(operation, lineageTotal)) {
        duty = duty.stricter(obligation.duty());
      }
    }
    return duty;
  }
}
