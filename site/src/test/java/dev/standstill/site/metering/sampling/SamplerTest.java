package dev.standstill.site.metering.sampling;

import static dev.standstill.site.metering.store.MeteredHall.START;
import static dev.standstill.site.metering.store.MeteredHall.plan;
import static dev.standstill.site.metering.store.MeteredHall.power;
import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.site.metering.Fault;
import dev.standstill.site.metering.Faults;
import dev.standstill.site.metering.MeterSource;
import dev.standstill.site.metering.ReadingBatch;
import dev.standstill.site.metering.store.ReadingStore;
import dev.standstill.site.metering.store.SetClock;
import dev.standstill.site.metering.store.StoredReadings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SamplerTest {
  /** Longer than any test: only {@link Sampler#sample} asks. */
  private static final Duration NEVER = Duration.ofDays(300);

  @TempDir private Path folder;

  private final SetClock clock = new SetClock(START);
  private final Faults faults = new Faults();

  private static MeterSource source(String device, long milliwatts) {
    return new MeterSource() {
      @Override
      public String name() {
        return "of " + device;
      }

      @Override
      public Polled poll(long timeMicros) {
        if (milliwatts < 0) {
          throw new IllegalStateException("broken");
        }
        ReadingBatch batch = new ReadingBatch();
        batch.add(power(device), timeMicros, milliwatts);
        return new Polled(batch, List.of(new Fault(Fault.Reason.CHANNEL_ABSENT, device, "x")));
      }
    };
  }

  private ReadingStore store() throws Exception {
    return ReadingStore.open(folder, plan("a", "b", "c"), clock, faults);
  }

  @Test
  void everySourceIsAskedAtTheSameInstantAndABrokenOneStopsNobody() throws Exception {
    try (ReadingStore store = store();
        Sampler sampler =
            Sampler.start(
                List.of(source("a", 1), source("b", -1), source("c", 3)), store, clock, NEVER)) {
      sampler.sample();
      clock.set(START.plusSeconds(1));
      sampler.sample();
      assertThat(sampler.waitingReadings()).isZero();
    }
    assertThat(StoredReadings.values(folder))
        .containsOnlyKeys("a POWER 0", "a POWER 1000", "c POWER 0", "c POWER 1000");
    assertThat(faults.count(Fault.Reason.SOURCE_SILENT)).isEqualTo(2);
    assertThat(faults.count(Fault.Reason.CHANNEL_ABSENT)).isEqualTo(4);
  }

  @Test
  void whatTheStoreCannotKeepNowIsOfferedAgain() throws Exception {
    ReadingStore closed = store();
    closed.close();
    try (Sampler sampler = Sampler.start(List.of(source("a", 1)), closed, clock, NEVER)) {
      for (int second = 0; second < 5; second++) {
        clock.set(START.plusSeconds(second));
        sampler.sample();
      }
      assertThat(sampler.waitingReadings()).isEqualTo(5);
    }
    assertThat(StoredReadings.values(folder)).isEmpty();
  }

  @Test
  void itAsksByItself() throws Exception {
    try (ReadingStore store = store();
        Sampler sampler =
            Sampler.start(
                List.of(source("a", 1)),
                store,
                java.time.InstantSource.system(),
                Duration.ofMillis(5))) {
      while (faults.count(Fault.Reason.CHANNEL_ABSENT) < 3) {
        Thread.sleep(5);
      }
      assertThat(sampler.waitingReadings()).isNotNegative();
    }
  }
}
