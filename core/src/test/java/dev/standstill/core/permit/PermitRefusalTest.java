package dev.standstill.core.permit;

import static dev.standstill.core.SampleGovernance.DAY;
import static dev.standstill.core.SampleGovernance.START;
import static dev.standstill.core.SamplePermits.rules;
import static dev.standstill.core.SamplePermits.terms;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.standstill.core.SampleGovernance;
import dev.standstill.core.SampleLog;
import dev.standstill.core.SamplePermits;
import dev.standstill.core.SampleReport;
import dev.standstill.core.charter.PermitRules;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.quantity.FlopRate;
import dev.standstill.core.rule.OperationKind;
import dev.standstill.core.verdict.Job;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What no permit, no job and no rule about them can be. */
class PermitRefusalTest {

  private static Arguments refused(String what, Runnable attempt) {
    return arguments(what, attempt);
  }

  private static Stream<Arguments> permits() {
    return Stream.of(
        refused("no area", () -> terms(f -> f.areas = Set.of())),
        refused("no operation", () -> terms(f -> f.operations = Set.of())),
        refused("a budget of nothing", () -> terms(f -> f.budget = Flop.ZERO)),
        refused(
            "an absurd budget",
            () -> terms(f -> f.budget = PermitTerms.FLOP_MAX.plus(Flop.of("1")))),
        refused("a rate of nothing", () -> terms(f -> f.flopPerDay = Flop.ZERO)),
        refused(
            "an absurd rate",
            () -> terms(f -> f.flopPerDay = PermitTerms.FLOP_MAX.plus(Flop.of("1")))),
        refused(
            "a day of more than its budget",
            () ->
                terms(f -> {
                  f.budget = Flop.of("5");
                  f.flopPerDay = Flop.of("6");
                })),
        refused(
            "a day of more than its devices can do",
            () -> terms(f -> f.flopPerDay = Flop.of("86400000000000000000001"))),
        refused("no devices", () -> terms(f -> f.devices = 0)),
        refused("fewer than no devices", () -> terms(f -> f.devices = -1)),
        refused(
            "an absurd device",
            () ->
                terms(f ->
                    f.peak = new FlopRate(PermitTerms.PEAK_MAX.perSecond().add(BigInteger.ONE)))),
        refused("no time", () -> terms(f -> f.expires = START)),
        refused("an end before its begin", () -> terms(f -> f.expires = START.minusSeconds(1))),
        refused(
            "more than a century",
            () -> terms(f -> f.expires = START.plus(DAY.multipliedBy(36_526)))),
        refused("a nameless lineage", () -> terms(f -> f.lineage = " ")),
        refused("a lineage nobody reads", () -> terms(f -> f.lineage = "x".repeat(201))),
        refused("no reason to ask", () -> new PermitRequest(terms(), " ")),
        refused(
            "no reason to grant",
            () -> new Permit(terms(), Optional.empty(), SampleGovernance.B, Set.of(), "")),
        refused(
            "no reason to revoke",
            () ->
                new PermitChange(
                    new PermitChange.Step.Revoke(SampleReport.digest(1)),
                    SampleGovernance.B,
                    Set.of(),
                    "")),
        refused("a job of no devices", () -> job(0, DAY)),
        refused("a job of no time", () -> job(1, Duration.ZERO)),
        refused("a job of less than no time", () -> job(1, Duration.ofSeconds(-1))),
        refused("a job of a century and a day", () -> job(1, DAY.multipliedBy(36_526))),
        refused("silence without notice", () -> rule(Duration.ZERO, true, DAY, "1")),
        refused("less than no notice", () -> rule(Duration.ofSeconds(-1), false, DAY, "1")),
        refused("permits of no length", () -> rule(DAY, true, Duration.ZERO, "1")),
        refused("no budget at most", () -> rule(DAY, true, DAY, "0")));
  }

  private static Job job(int devices, Duration timeLimit) {
    return new Job(
        SampleLog.SITE_A,
        SamplePermits.HALL,
        OperationKind.PRE_TRAINING,
        Optional.empty(),
        devices,
        timeLimit,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static PermitRules rule(
      Duration notice, boolean tacit, Duration lengthMax, String budgetMax) {
    return new PermitRules(
        rules().scope(), notice, tacit, lengthMax, Optional.of(Flop.of(budgetMax)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("permits")
  void refuses(String what, Runnable attempt) {
    assertThatThrownBy(attempt::run).as(what).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void acceptsTheSamplesThatAreVariedHere() {
    assertThatCode(
            () -> {
              terms();
              job(1, DAY);
              rule(DAY, true, DAY, "1");
              rule(Duration.ZERO, false, DAY, "1");
              terms(f -> f.budget = PermitTerms.FLOP_MAX);
              terms(f -> f.peak = PermitTerms.PEAK_MAX);
              terms(f -> f.flopPerDay = Flop.of("86400000000000000000000"));
              terms(f -> {
                f.budget = Flop.of("6");
                f.flopPerDay = Flop.of("6");
              });
            })
        .doesNotThrowAnyException();
  }
}
