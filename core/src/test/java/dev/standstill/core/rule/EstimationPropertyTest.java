package dev.standstill.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.core.accountancy.Seeds;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.quantity.FlopInterval;
import dev.standstill.core.quantity.FlopRate;
import dev.standstill.core.quantity.PartsPerMillion;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold for any run whatever; {@code -Dseed=17} replays one case. */
class EstimationPropertyTest {

  static LongStream seeds() {
    return Seeds.seeds();
  }

  /** A run and one that differs from it only by more of one input. */
  private record Grown(RunFacts less, RunFacts more) {}

  @ParameterizedTest(name = "seed={0}")
  @MethodSource("seeds")
  void moreOfAnyInputNeverMeansFewerOperations(long seed) {
    RandomGenerator random = Seeds.generator(seed);
    for (Grown grown : grown(facts(random), random)) {
      List<FlopEstimate> less = estimates(grown.less());
      List<FlopEstimate> more = estimates(grown.more());
      assertThat(more).hasSameSizeAs(less).isNotEmpty();
      for (int i = 0; i < less.size(); i++) {
        FlopEstimate one = less.get(i);
        FlopEstimate two = more.get(i);
        assertThat(two.flop()).as(one.convention().name()).isGreaterThanOrEqualTo(one.flop());
        assertThat(two.interval().least()).isGreaterThanOrEqualTo(one.interval().least());
        assertThat(two.interval().most()).isGreaterThanOrEqualTo(one.interval().most());
      }
    }
  }

  @ParameterizedTest(name = "seed={0}")
  @MethodSource("seeds")
  void everyIntervalHoldsItsEstimateAndAtLeastItsAccuracy(long seed) {
    RunFacts facts = facts(Seeds.generator(seed));
    for (FlopEstimate estimate : estimates(facts)) {
      assertThat(estimate.interval().contains(estimate.flop())).isTrue();
      BigInteger ten = BigInteger.TEN;
      BigInteger flop = estimate.flop().operations();
      // Half an operation of the estimate may be its own rounding.
      assertThat(estimate.interval().least().operations().multiply(ten))
          .isLessThanOrEqualTo(flop.multiply(BigInteger.valueOf(7)).add(ten));
      assertThat(estimate.interval().most().operations().multiply(ten))
          .isGreaterThanOrEqualTo(flop.multiply(BigInteger.valueOf(13)).subtract(ten));
    }
  }

  @ParameterizedTest(name = "seed={0}")
  @MethodSource("seeds")
  void anIntervalStraddlesAThresholdExactlyIfBothSidesAreInIt(long seed) {
    RandomGenerator random = Seeds.generator(seed);
    for (int i = 0; i < 50; i++) {
      BigInteger a = BigInteger.valueOf(random.nextLong(20));
      BigInteger b = BigInteger.valueOf(random.nextLong(20));
      FlopInterval interval = new FlopInterval(new Flop(a.min(b)), new Flop(a.max(b)));
      Flop threshold = new Flop(BigInteger.valueOf(random.nextLong(20)));
      for (Comparison comparison : Comparison.values()) {
        boolean some = false;
        boolean all = true;
        for (long each = a.min(b).longValue(); each <= a.max(b).longValue(); each++) {
          long limit = threshold.operations().longValue();
          boolean inside = comparison == Comparison.MORE_THAN ? each > limit : each >= limit;
          some |= inside;
          all &= inside;
        }
        Position expected = all ? Position.ABOVE : some ? Position.STRADDLES : Position.BELOW;
        assertThat(comparison.position(interval.least(), interval.most(), threshold))
            .as("%s %s %s", interval, comparison, threshold)
            .isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest(name = "seed={0}")
  @MethodSource("seeds")
  void aRunInPiecesIsTheRunAsAWhole(long seed) {
    RandomGenerator random = Seeds.generator(seed);
    long seconds = random.nextLong(1, 1_000_000);
    long part = random.nextLong(0, seconds);
    FlopRate peak = new FlopRate(BigInteger.valueOf(random.nextLong(1, Long.MAX_VALUE)));
    RunFacts whole = RunFacts.ofDevices(use(peak, Duration.ofSeconds(seconds)));
    RunFacts pieces =
        part == 0
            ? whole
            : RunFacts.ofDevices(
                use(peak, Duration.ofSeconds(part)), use(peak, Duration.ofSeconds(seconds - part)));
    assertThat(estimates(pieces)).isEqualTo(estimates(whole));
  }

  @ParameterizedTest(name = "seed={0}")
  @MethodSource("seeds")
  void theSameRunStatedInOtherUnitsIsTheSame(long seed) {
    RandomGenerator random = Seeds.generator(seed);
    long hours = random.nextLong(1, 100_000);
    long tera = random.nextLong(1, 100_000);
    assertThat(
            estimates(
                RunFacts.ofDevices(
                    use(FlopRate.ofTera(Long.toString(tera)), Duration.ofHours(hours)))))
        .isEqualTo(
            estimates(
                RunFacts.ofDevices(
                    use(
                        new FlopRate(BigInteger.valueOf(tera).multiply(BigInteger.TEN.pow(12))),
                        Duration.ofMillis(hours * 3_600_000)))));
    Flop flop = new Flop(large(random, 18).pow(6));
    assertThat(Flop.of(flop.toString())).isEqualTo(flop);
  }

  private static DeviceUse use(FlopRate peak, Duration time) {
    return new DeviceUse(
        Optional.of(BigInteger.TWO),
        Optional.of(peak),
        Optional.of(time),
        Optional.of(new PartsPerMillion(412_345)));
  }

  private static List<FlopEstimate> estimates(RunFacts facts) {
    return Estimation.estimates(Estimation.of(facts, Accuracy.EUROPEAN));
  }

  private static RunFacts facts(RandomGenerator random) {
    BigInteger parameters = large(random, 13);
    return new RunFacts(
        Optional.of(parameters),
        random.nextBoolean() ? Optional.of(part(random, parameters)) : Optional.empty(),
        random.nextBoolean() ? Optional.of(part(random, parameters)) : Optional.empty(),
        Optional.of(large(random, 15)),
        random.nextBoolean()
            ? Optional.of(
                new AttentionShape(
                    random.nextInt(1, 200), random.nextInt(1, 20_000), random.nextInt(1, 1 << 20)))
            : Optional.empty(),
        List.of(Recomputation.values()).get(random.nextInt(3)),
        List.of(deviceUse(random, random.nextBoolean())));
  }

  private static DeviceUse deviceUse(RandomGenerator random, boolean used) {
    return new DeviceUse(
        Optional.of(large(random, 6)),
        Optional.of(new FlopRate(large(random, 16))),
        Optional.of(Duration.ofMillis(random.nextLong(1, 10_000_000_000L))),
        used ? Optional.of(new PartsPerMillion(random.nextInt(1, 999_999))) : Optional.empty());
  }

  /** Up to so many decimal digits; small numbers are as likely as large ones. */
  private static BigInteger large(RandomGenerator random, int digits) {
    long bound = (long) StrictMath.pow(10, random.nextInt(1, digits + 1));
    return BigInteger.valueOf(random.nextLong(1, bound));
  }

  private static BigInteger part(RandomGenerator random, BigInteger whole) {
    return BigInteger.valueOf(random.nextLong(1, whole.longValueExact() + 1));
  }

  /** The run with more of one input, for each input that can grow by itself. */
  private static List<Grown> grown(RunFacts facts, RandomGenerator random) {
    BigInteger more = large(random, 9);
    DeviceUse use = facts.devices().getFirst();
    List<Grown> all = new ArrayList<>();
    all.add(with(facts, plus(facts.parameters(), more), facts.tokens(), use));
    all.add(with(facts, facts.parameters(), plus(facts.tokens(), more), use));
    all.add(
        with(
            facts,
            facts.parameters(),
            facts.tokens(),
            new DeviceUse(plus(use.devices(), more), use.peak(), use.time(), use.utilisation())));
    all.add(
        with(
            facts,
            facts.parameters(),
            facts.tokens(),
            new DeviceUse(
                use.devices(),
                use.peak().map(peak -> new FlopRate(peak.perSecond().add(more))),
                use.time(),
                use.utilisation())));
    all.add(
        with(
            facts,
            facts.parameters(),
            facts.tokens(),
            new DeviceUse(
                use.devices(),
                use.peak(),
                use.time().map(time -> time.plusNanos(more.longValueExact())),
                use.utilisation())));
    all.add(
        with(
            facts,
            facts.parameters(),
            facts.tokens(),
            new DeviceUse(
                use.devices(),
                use.peak(),
                use.time(),
                use.utilisation().map(share -> new PartsPerMillion(share.value() + 1)))));
    return all;
  }

  private static Optional<BigInteger> plus(Optional<BigInteger> amount, BigInteger more) {
    return amount.map(more::add);
  }

  private static Grown with(
      RunFacts facts, Optional<BigInteger> parameters, Optional<BigInteger> tokens, DeviceUse use) {
    return new Grown(
        facts,
        new RunFacts(
            parameters,
            facts.activeParameters(),
            facts.trainableParameters(),
            tokens,
            facts.attention(),
            facts.recomputation(),
            List.of(use)));
  }
}
