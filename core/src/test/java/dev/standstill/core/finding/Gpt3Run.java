package dev.standstill.core.finding;

import dev.standstill.core.SampleReport;
import dev.standstill.core.SampleReport.ActivityFields;
import dev.standstill.core.SampleSite;
import dev.standstill.core.finding.World.Hour;
import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.core.quantity.DeviceTime;
import dev.standstill.core.quantity.Energy;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.report.ActivityCategory;
import dev.standstill.core.site.MeasurementPoint;
import dev.standstill.core.site.Metering;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The published 64-node, 512-GPU GPT-3 training run, by its totals alone: 1,494,918.6 kJ in
 * 3,412.670 s, 1.268e21 FLOP. Nodes 0 to 59 stand in 30 pairs of identical series, 60 to 63 alone.
 */
final class Gpt3Run {

  static final Flop TRUTH = Flop.of("1268357529600000000000");
  static final int NODES = 64;
  static final int PAIRS = 30;
  static final BalancePeriod PERIOD =
      new BalancePeriod(SampleReport.START, SampleReport.START.plus(Duration.ofMillis(3_412_670)));
  static final DeviceTime ALL = DeviceTime.of(512, PERIOD);

  private static final long MILLIJOULES = 1_494_918_600_000L;

  private Gpt3Run() {}

  /** The operator says that the two nodes of a pair share a meter, which reads their mean. */
  static World sharingMeters(Consumer<Hour> declares) {
    return world(declares, true);
  }

  /** All 64 nodes with readings of their own, 30 pairs of which are copies. */
  static World asTheyStand(Consumer<Hour> declares) {
    World world = world(declares, false);
    for (int pair = 0; pair < PAIRS; pair++) {
      world.copied(node(2 * pair), node(2 * pair + 1));
    }
    return world;
  }

  static void training(Hour hour) {
    declares(hour, TRUTH, a -> {});
  }

  /** The training run, declared at so many per cent of its FLOP. */
  static Consumer<Hour> trainingAtPercent(int percent) {
    BigInteger part = TRUTH.operations().multiply(BigInteger.valueOf(percent));
    return hour -> declares(hour, new Flop(part.divide(BigInteger.valueOf(100))), a -> {});
  }

  static void inference(Hour hour) {
    declares(
        hour,
        TRUTH,
        a -> {
          a.category = ActivityCategory.INFERENCE;
          a.lineage = Optional.empty();
        });
  }

  static void idle(Hour hour) {
    hour.area().idle = ALL;
  }

  static String node(int number) {
    return "node_" + number;
  }

  /** Takes a node's readings away: the file of its series was removed. */
  static void lose(World world, String node) {
    world.hour().metered.remove(node);
    world.hour().area().energies.remove(node);
  }

  private static void declares(Hour hour, Flop flop, Consumer<ActivityFields> change) {
    hour.area()
        .activities
        .add(
            SampleReport.activity(a -> {
              a.flop = flop;
              a.tokens = Optional.of(BigInteger.valueOf(1_207_959_552));
              a.deviceTime = ALL;
              change.accept(a);
            }));
  }

  private static World world(Consumer<Hour> declares, boolean sharing) {
    World world = new World();
    Hour hour = new Hour();
    hour.report.period = PERIOD;
    world.hours.add(hour);
    declares.accept(hour);
    List<MeasurementPoint> points =
        IntStream.range(0, NODES).mapToObj(number -> point(number, sharing)).toList();
    world.areas.add(SampleSite.area(SampleSite.AREA, points));
    for (MeasurementPoint point : points) {
      if (point.metering() instanceof Metering.Own) {
        hour.meters(m -> {
          m.point = point.name();
          m.energy = Optional.of(Energy.ofMilliJoules(MILLIJOULES / NODES));
        });
      }
    }
    return world;
  }

  private static MeasurementPoint point(int number, boolean sharing) {
    boolean twin = number < 2 * PAIRS && number % 2 == 1;
    String first = node(number - 1);
    return SampleSite.point(p -> {
      p.name = node(number);
      if (sharing && twin) {
        p.instrument = Optional.of("meter-" + first);
        p.metering = new Metering.SharedMean(first);
      }
    });
  }
}
