package dev.standstill.site.gate;

import dev.standstill.core.permit.PartyLineage;
import dev.standstill.core.permit.PermitBook;
import dev.standstill.core.permit.PermitTerms;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.quantity.FlopRate;
import dev.standstill.core.record.Digest;
import dev.standstill.core.rule.OperationKind;
import dev.standstill.core.site.AreaId;
import dev.standstill.core.verdict.Job;
import dev.standstill.site.configuration.QueueUse;
import dev.standstill.site.configuration.SiteConfiguration;
import dev.standstill.site.gate.Commitments.Account;
import dev.standstill.site.workload.Demand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * What a scheduler's words mean in those of the charter: which area, which kinds of operation,
 * which lineage. Where more than one is meant, all are: the strictest answer counts.
 */
final class DemandReading {
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  private static final QueueUse UNKNOWN =
      new QueueUse(new AreaId("unknown"), EnumSet.allOf(OperationKind.class), PermitTerms.PEAK_MAX);

  private final SiteConfiguration site;
  private final Optional<PermitBook> permits;

  DemandReading(SiteConfiguration site, Optional<PermitBook> permits) {
    this.site = site;
    this.permits = permits;
  }

  /** What a demand comes to. */
  sealed interface Meaning {

    /**
     * One job, as each kind of operation that it may be.
     *
     * @param use what its queue is for
     * @param account with what it counts together
     * @param peak what one of its devices can do at most
     */
    record Jobs(Demand demand, QueueUse use, Account account, FlopRate peak) implements Meaning {}

    /** It cannot be said what it is. */
    record Unclear(String reason, String detail) implements Meaning {}
  }

  Meaning of(Demand demand) {
    Optional<QueueUse> use = Optional.ofNullable(site.queues().get(demand.queue()));
    if (use.isEmpty()) {
      return new Meaning.Unclear(
          "queue-unknown",
          "the site's configuration does not say what " + demand.queue() + " is for");
    }
    if (demand.permit().isEmpty()) {
      return new Meaning.Jobs(
          demand, use.get(), new Account.OfOwner(demand.owner()), use.get().devicePeak());
    }
    String permit = demand.permit().get();
    if (!DIGEST.matcher(permit).matches()) {
      return new Meaning.Unclear("permit-unknown", "a permit is named by 64 digits a-f and 0-9");
    }
    Digest id = new Digest(permit);
    FlopRate peak = terms(id).map(PermitTerms::devicePeak).orElse(use.get().devicePeak());
    return new Meaning.Jobs(demand, use.get(), new Account.OfPermit(id), peak);
  }

  /** What runs although nobody can say what it is, as everything that it may be. */
  static Meaning.Jobs atWorst(Demand demand) {
    return new Meaning.Jobs(
        demand, UNKNOWN, new Account.OfOwner(demand.owner()), UNKNOWN.devicePeak());
  }

  private Optional<PermitTerms> terms(Digest permit) {
    return permits.flatMap(book -> book.lastTerms(permit));
  }

  /**
   * The jobs to be judged.
   *
   * @param time how long it may still run
   * @param others what is committed besides on its account
   */
  List<Job> jobs(Meaning.Jobs meaning, Duration time, Flop others) {
    return switch (meaning.account()) {
      case Account.OfPermit(Digest permit) -> underPermit(meaning, permit, time, others);
      case Account.OfOwner(String owner) ->
          // Whatever its owner says: without a permit all of it is one lineage, and adds up.
          each(
              meaning.use().operations(),
              kind ->
                  job(
                      meaning,
                      kind,
                      Optional.of("unnamed:" + owner),
                      time,
                      Optional.empty(),
                      Optional.of(others)));
    };
  }

  private List<Job> underPermit(Meaning.Jobs meaning, Digest permit, Duration time, Flop others) {
    Optional<PermitTerms> terms = terms(permit);
    Optional<String> lineage =
        meaning.demand().lineage().or(() -> terms.map(known -> known.lineage().id()));
    Optional<Flop> executed =
        lineage
            .flatMap(name ->
                permits.map(
                    book -> book.lineageTotals().get(new PartyLineage(site.site().party(), name))))
            .map(logged -> logged.plus(others));
    Set<OperationKind> kinds = EnumSet.copyOf(meaning.use().operations());
    terms.ifPresent(known -> kinds.retainAll(known.operations()));
    // A permit for nothing that may run here is refused by the rules, with their own words.
    Set<OperationKind> meant = kinds.isEmpty() ? meaning.use().operations() : kinds;
    return each(meant, kind -> job(meaning, kind, lineage, time, Optional.of(permit), executed));
  }

  private static List<Job> each(Set<OperationKind> kinds, Function<OperationKind, Job> job) {
    List<Job> jobs = new ArrayList<>(kinds.size());
    kinds.forEach(kind -> jobs.add(job.apply(kind)));
    return jobs;
  }

  private Job job(
      Meaning.Jobs meaning,
      OperationKind operation,
      Optional<String> lineage,
      Duration time,
      Optional<Digest> permit,
      Optional<Flop> lineageFlop) {
    return new Job(
        site.site(),
        meaning.use().area(),
        operation,
        lineage,
        meaning.demand().devices(),
        time,
        permit,
        lineageFlop,
        Optional.of(meaning.use().devicePeak()));
  }
}
