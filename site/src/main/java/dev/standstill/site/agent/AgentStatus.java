package dev.standstill.site.agent;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.core.order.Duty;
import dev.standstill.core.order.Obligation;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.log.note.Checkpoint;
import dev.standstill.site.enforcement.Enforcer.Swept;
import dev.standstill.site.enforcement.Halt;
import dev.standstill.site.gate.SiteGate;
import dev.standstill.site.outbox.Outbox;
import dev.standstill.site.workload.Phase;
import dev.standstill.site.workload.ScheduledJob;
import dev.standstill.wire.json.StrictJson;
import dev.standstill.wire.json.Words;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What {@code site status} shows, as JSON. */
final class AgentStatus {

  private AgentStatus() {}

  /**
   * Writes it.
   *
   * @param swept what the last sweep of each scheduler found
   * @param failures what could not be done last, by what was to be done
   * @param canary what became of the last canary
   * @param due the period that is over and not reported
   */
  static String json(
      SiteId site,
      Known known,
      Map<String, Swept> swept,
      Map<String, String> failures,
      Optional<CanaryFile.Flight> canary,
      Optional<BalancePeriod> due,
      Outbox.Standing outbox,
      List<String> journal,
      Instant now) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("site", site.toString()).put("time", time(now));
    view(node, known, now);
    ArrayNode orders = node.putArray("orders");
    known.obligations(site).forEach(obligation -> order(orders.addObject(), obligation));
    ArrayNode schedulers = node.putArray("schedulers");
    swept.forEach((name, sweep) -> scheduler(schedulers.addObject().put("name", name), sweep));
    ObjectNode failed = node.putObject("failures");
    failures.forEach(failed::put);
    canary.ifPresent(flight ->
        node.putObject("canary")
            .put("at", time(flight.at()))
            .put("outcome", flight.admitted().isPresent() ? "admitted" : "refused"));
    due.ifPresent(period ->
        node.putObject("reportDue").put("from", time(period.from())).put("to", time(period.to())));
    ObjectNode said =
        node.putObject("outbox")
            .put("said", outbox.said())
            .put("waiting", outbox.waiting())
            .put("refused", outbox.refused());
    outbox.problem().ifPresent(problem -> said.put("problem", problem));
    outbox.unwitnessed().ifPresent(problem -> said.put("unwitnessed", problem));
    ArrayNode lines = node.putArray("journal");
    journal.forEach(lines::add);
    return StrictJson.pretty(node);
  }

  private static void view(ObjectNode node, Known known, Instant now) {
    ObjectNode view = node.putObject("view").put("state", Words.of(known.freshness()));
    known
        .view()
        .newest()
        .ifPresent(newest ->
            view.put("newest", time(newest))
                .put("ageSeconds", Duration.between(newest, now).toSeconds()));
    known
        .governance()
        .map(governance -> governance.freshness())
        .ifPresent(freshness ->
            view.put("limitSeconds", freshness.limit().toSeconds())
                .put("graceSeconds", freshness.deadManGrace().toSeconds()));
    known
        .evidence()
        .flatMap(evidence -> evidence.checkpoint())
        .map(Checkpoint::size)
        .ifPresent(size -> view.put("logSize", size));
    known.view().witnesses().ifPresent(answer -> view.put("witnesses", answer));
    ArrayNode sources = view.putArray("sources");
    known
        .view()
        .sources()
        .forEach(source -> {
          ObjectNode one = sources.addObject().put("name", source.name());
          source.newest().ifPresent(newest -> one.put("newest", time(newest)));
          source.problem().ifPresent(problem -> one.put("problem", problem));
        });
  }

  private static void order(ObjectNode node, Obligation obligation) {
    node.put("order", obligation.order().hex());
    switch (obligation.duty()) {
      case Duty.Free free -> node.put("duty", "free");
      case Duty.Cap(var flopPerDay) ->
          node.put("duty", "cap").put("flopPerDay", flopPerDay.toString());
      case Duty.Halt halt -> {
        node.put("duty", "halt");
        halt.by().ifPresent(by -> node.put("by", time(by)));
      }
    }
    ArrayNode operations = node.putArray("operations");
    obligation.scope().operations().forEach(kind -> operations.add(Words.of(kind)));
  }

  private static void scheduler(ObjectNode node, Swept sweep) {
    node.put("swept", time(sweep.at())).put("jobs", sweep.jobs().size());
    node.put(
        "holdingDevices", sweep.jobs().stream().filter(job -> job.phase().holdsDevices()).count());
    ArrayNode stopping = node.putArray("stopping");
    for (ScheduledJob job : sweep.stopping()) {
      Halt halt = Optional.ofNullable(sweep.plan().halts().get(SiteGate.key(job))).orElseThrow();
      job(stopping.addObject(), job)
          .put("reason", halt.reason())
          .put("detail", halt.detail())
          .put("until", time(halt.until()));
    }
    ArrayNode held = node.putArray("held");
    sweep.jobs().stream()
        .filter(job -> job.phase() == Phase.HELD && job.heldForUs().isPresent())
        .forEach(job -> job(held.addObject(), job).put("reason", job.heldForUs().orElseThrow()));
    ArrayNode problems = node.putArray("problems");
    sweep.problems().forEach(problems::add);
  }

  private static ObjectNode job(ObjectNode node, ScheduledJob job) {
    return node.put("job", job.id())
        .put("name", job.name())
        .put("owner", job.demand().owner())
        .put("devices", job.demand().devices())
        .put("phase", Words.of(job.phase()));
  }

  private static String time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
