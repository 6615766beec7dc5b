package dev.standstill.core.verdict;

import static dev.standstill.core.SampleGovernance.A;
import static dev.standstill.core.SampleGovernance.B;
import static dev.standstill.core.SampleGovernance.C;
import static dev.standstill.core.SampleGovernance.DAY;
import static dev.standstill.core.SampleGovernance.START;
import static dev.standstill.core.SamplePermits.flop;
import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.core.SampleGovernance;
import dev.standstill.core.SampleLog;
import dev.standstill.core.SamplePermits;
import dev.standstill.core.SampleReport;
import dev.standstill.core.accountancy.Seeds;
import dev.standstill.core.order.Measure;
import dev.standstill.core.permit.PermitChange.Step;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.rule.OperationKind;
import dev.standstill.core.verdict.Verdict.Admit;
import dev.standstill.core.verdict.Verdict.Refuse;
import java.math.BigInteger;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Whatever breaks, a refusal stays a refusal. */
class VerdictPropertyTest {

  /** What can break, each by itself: less is known, less is left, or more is asked for. */
  static Map<String, Consumer<JobWorld>> breaks() {
    Map<String, Consumer<JobWorld>> breaks = new LinkedHashMap<>();
    breaks.put("evidence damaged", world -> world.intact = false);
    breaks.put("clock behind", world -> world.clock = world.logTime.minusSeconds(1));
    breaks.put("clock ahead", world -> world.clock = world.clock.plus(Duration.ofDays(2)));
    breaks.put("no known time", world -> world.timed = false);
    breaks.put("outlook old", world -> world.madeAt = Optional.of(world.clock.minusSeconds(61)));
    breaks.put("outlook ahead", world -> world.madeAt = Optional.of(world.clock.plusSeconds(61)));
    breaks.put(
        "charter unknown",
        world -> world.charterLookedAt = Optional.of(SampleGovernance.charter(fields -> {})));
    breaks.put("lineage unknown", world -> world.lineage = Optional.empty());
    breaks.put("lineage larger", world -> world.lineageFlop = Optional.of(flop("1e27")));
    breaks.put(
        "permit unknown",
        world -> {
          world.naming = true;
          world.named = id -> SampleReport.digest(7);
        });
    breaks.put("permit unsigned", world -> world.grantedBy = List.of(A, B));
    breaks.put("permit unwitnessed", world -> world.witnessed = false);
    breaks.put("permit revoked", change(true));
    breaks.put("permit suspended", change(false));
    breaks.put("permit expired", world -> world.permit.expires = world.clock);
    breaks.put("budget smaller", world -> world.permit.budget = flop("1"));
    breaks.put("fewer devices", world -> world.permit.devices = 1);
    breaks.put("paused", order(JobWorld.pause(Flop.ZERO)));
    breaks.put("capped", order(JobWorld.slow(flop("1"))));
    breaks.put(
        "cap shared",
        world -> {
          for (int i = 0; i < 20; i++) {
            int number = i;
            world.said.add((log, permit) ->
                log.say(
                    SamplePermits.permit(
                        SamplePermits.terms(fields -> fields.lineage = "other-" + number)),
                    START,
                    B,
                    C));
          }
        });
    breaks.put(
        "others committed", world -> world.committed = new Committed(flop("1e24"), flop("1e23")));
    breaks.put("more devices", world -> world.devices = 1_000_000);
    breaks.put("longer", world -> world.timeLimit = DAY.multipliedBy(400));
    breaks.put(
        "faster", world -> world.peak = Optional.of(SamplePermits.PEAK.times(BigInteger.TEN)));
    return breaks;
  }

  private static Consumer<JobWorld> change(boolean revoke) {
    return world ->
        world.said.add((log, permit) ->
            log.say(
                SamplePermits.change(
                    revoke
                        ? new Step.Revoke(permit.id())
                        : new Step.Suspend(permit.id(), Optional.empty())),
                START,
                B,
                C));
  }

  private static Consumer<JobWorld> order(Measure measure) {
    return world ->
        world.said.add((log, permit) -> log.say(SampleLog.order(measure, B), START, B, C));
  }

  /** Worlds of which some admit and some refuse, for many different reasons. */
  static JobWorld world(long seed) {
    RandomGenerator random = Seeds.generator(seed);
    JobWorld world = new JobWorld();
    world.cap = flop(random.nextInt(4) == 0 ? "1e21" : "1e23");
    world.devices = 1 + random.nextInt(300);
    world.timeLimit = Duration.ofHours(1 + random.nextInt(72));
    OperationKind[] kinds = OperationKind.values();
    world.operation =
        random.nextInt(3) == 0 ? kinds[random.nextInt(kinds.length)] : OperationKind.PRE_TRAINING;
    world.naming = world.operation.trains() ? random.nextInt(8) > 0 : random.nextInt(4) == 0;
    if (random.nextBoolean()) {
      world.lineageFlop = Optional.of(flop(random.nextBoolean() ? "1e20" : "1e23"));
    }
    if (random.nextInt(4) == 0) {
      world.peak = Optional.of(SamplePermits.PEAK);
    }
    if (random.nextInt(4) == 0) {
      order(JobWorld.pause(flop("1e22"))).accept(world);
    }
    world.permit.operations =
        random.nextBoolean()
            ? EnumSet.allOf(OperationKind.class)
            : Set.of(OperationKind.PRE_TRAINING);
    world.permit.budget = flop(random.nextInt(4) == 0 ? "1e22" : "1e24");
    world.clock = world.logTime.plus(Duration.ofMinutes(random.nextInt(400)));
    return world;
  }

  @Test
  void breakingAnythingNeverTurnsARefusalIntoAdmission() {
    Map<String, Integer> stopped = new LinkedHashMap<>();
    breaks().keySet().forEach(name -> stopped.put(name, 0));
    TreeSet<Refusal> reasons = new TreeSet<>();
    int admitted = 0;
    for (long seed = 0; seed < 400; seed++) {
      Verdict before = world(seed).verdict();
      admitted += before instanceof Admit ? 1 : 0;
      if (before instanceof Refuse refuse) {
        reasons.add(refuse.reason());
      }
      for (Map.Entry<String, Consumer<JobWorld>> broken : breaks().entrySet()) {
        JobWorld world = world(seed);
        broken.getValue().accept(world);
        Verdict after = world.verdict();
        if (before instanceof Refuse) {
          assertThat(after).as("seed %s, %s", seed, broken.getKey()).isInstanceOf(Refuse.class);
        } else if (after instanceof Refuse) {
          stopped.merge(broken.getKey(), 1, Integer::sum);
        }
      }
    }
    // The test is about something: many were admitted, and every break stopped some of them.
    assertThat(admitted).isBetween(50, 350);
    assertThat(reasons).hasSizeGreaterThan(5);
    assertThat(stopped).allSatisfy((name, count) -> assertThat(count).as(name).isPositive());
  }

  @Test
  void nothingUnknownIsEverAdmitted() {
    List<String> unknown =
        List.of(
            "evidence damaged",
            "clock behind",
            "no known time",
            "outlook old",
            "outlook ahead",
            "charter unknown",
            "permit unknown");
    for (long seed = 0; seed < 400; seed++) {
      Map<String, Consumer<JobWorld>> breaks = breaks();
      breaks.keySet().retainAll(unknown);
      assertThat(breaks).hasSameSizeAs(unknown);
      for (String name : breaks.keySet()) {
        JobWorld world = world(seed);
        breaks.getOrDefault(name, one -> {}).accept(world);
        assertThat(world.verdict()).as("seed %s, %s", seed, name).isInstanceOf(Refuse.class);
      }
    }
  }
}
