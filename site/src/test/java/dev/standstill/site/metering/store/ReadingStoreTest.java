package dev.standstill.site.metering.store;

import static dev.standstill.site.metering.store.MeteredHall.HOUR;
import static dev.standstill.site.metering.store.MeteredHall.START;
import static dev.standstill.site.metering.store.MeteredHall.batch;
import static dev.standstill.site.metering.store.MeteredHall.micros;
import static dev.standstill.site.metering.store.MeteredHall.plan;
import static dev.standstill.site.metering.store.MeteredHall.power;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.standstill.site.metering.Fault;
import dev.standstill.site.metering.Faults;
import dev.standstill.site.metering.Reading;
import dev.standstill.site.metering.ReadingBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingStoreTest {
  @TempDir private Path folder;

  private final SetClock clock = new SetClock(START.plus(Duration.ofMinutes(30)));
  private final Faults faults = new Faults();

  private ReadingStore open(JournalDisk disk) throws IOException {
    return ReadingStore.open(folder, plan("a", "b"), clock, faults, disk);
  }

  private ReadingStore open() throws IOException {
    return open(JournalDisk.REAL);
  }

  private Path journal(String area, boolean late) {
    return new StoreLayout(folder).journal(area, HOUR, late);
  }

  private static List<Reading> read(Path journal) throws IOException {
    List<Reading> readings = new ArrayList<>();
    var _ =
        Journal.read(
            journal, (series, time, value) -> readings.add(new Reading(series, time, value)));
    return readings;
  }

  private static Kept.Durably kept(ReadingStore store, ReadingBatch batch) throws Exception {
    return (Kept.Durably) store.keep(batch).get();
  }

  @Test
  void whatWasAnsweredIsReadAgain() throws Exception {
    try (ReadingStore store = open()) {
      assertThat(kept(store, batch("a", 1, 5)).readings()).isEqualTo(1);
      // Read while the writer still has it open: the answer came after the disk's.
      assertThat(read(journal("hall", false)))
          .containsExactly(new Reading(power("a"), micros(1), 5));
      assertThat(kept(store, batch("b", 2, 6)).readings()).isEqualTo(1);
    }
    try (ReadingStore again = open()) {
      assertThat(kept(again, batch("a", 3, 7)).late()).isZero();
    }
    assertThat(read(journal("hall", false)))
        .containsExactly(
            new Reading(power("a"), micros(1), 5),
            new Reading(power("b"), micros(2), 6),
            new Reading(power("a"), micros(3), 7));
    assertThat(faults.lines()).isEmpty();
  }

  @Test
  void aReadingOfTheFutureIsRefusedWithItsReason() throws Exception {
    try (ReadingStore store = open()) {
      ReadingBatch batch = batch("a", 1, 5);
      batch.add(power("a"), micros(1811), 6);
      batch.add(power("a"), micros(1809), 7);
      Kept.Durably answer = kept(store, batch);
      assertThat(answer.readings()).isEqualTo(2);
      assertThat(answer.refusedReadings()).isEqualTo(1);
      assertThat(answer.refused().getFirst().reason()).isEqualTo(Fault.Reason.TIME_IN_FUTURE);
    }
    assertThat(read(journal("hall", false))).extracting(Reading::value).containsExactly(5L, 7L);
  }

  @Test
  void aLateReadingIsKeptApartAndReported() throws Exception {
    try (ReadingStore store = open()) {
      assertThat(kept(store, batch("a", 1, 5)).late()).isZero();
      clock.set(START.plus(Duration.ofMinutes(66)));
      assertThat(store.closeSettled()).isEqualTo(new Hour(HOUR.number() + 1));
      assertThat(kept(store, batch("a", 2, 6)).late()).isEqualTo(1);
      assertThat(store.closedHours()).containsExactly(HOUR);
      // A clock that steps back opens nothing again.
      clock.set(START.plus(Duration.ofMinutes(30)));
      assertThat(store.closeSettled()).isEqualTo(new Hour(HOUR.number() + 1));
    }
    try (ReadingStore again = open()) {
      assertThat(kept(again, batch("a", 3, 7)).late()).isEqualTo(1);
    }
    assertThat(read(journal("hall", false))).extracting(Reading::value).containsExactly(5L);
    assertThat(read(journal("hall", true))).extracting(Reading::value).containsExactly(6L, 7L);
    assertThat(faults.count(Fault.Reason.READING_LATE)).isEqualTo(2);
  }

  @Test
  void closedHoursAreToBeWrittenAlsoThoseWithoutReadings() throws Exception {
    try (ReadingStore store = open()) {
      var _ = kept(store, batch("a", 1, 5));
      assertThat(store.unwrittenHours()).isEmpty();
      clock.set(START.plus(Duration.ofHours(3)));
      var _ = kept(store, batch("a", 7_201, 5));
      var _ = store.closeSettled();
      Hour empty = new Hour(HOUR.number() + 1);
      assertThat(store.unwrittenHours()).containsExactly(HOUR, empty);
      assertThat(HourWriter.write(folder, empty)).hasSize(1);
      assertThat(store.unwrittenHours()).containsExactly(HOUR);
    }
  }

  @Test
  void aDeviceThatNobodyDeclaredIsKeptApartAndReported() throws Exception {
    try (ReadingStore store = open()) {
      assertThat(kept(store, batch("hidden", 1, 5)).undeclared()).isEqualTo(1);
    }
    assertThat(journal("hall", false)).doesNotExist();
    assertThat(read(journal(StoreLayout.UNDECLARED, false))).hasSize(1);
    assertThat(faults.lines().getFirst().latest().subject()).isEqualTo("hidden");
  }

  @Test
  void oneProcessAtATimeWrites() throws Exception {
    try (ReadingStore store = open()) {
      assertThat(store.closedBefore()).isEqualTo(new Hour(0));
      assertThatThrownBy(this::open).isInstanceOf(Exception.class);
    }
  }

  /** Every length to which a loss of power can cut the last record. */
  static List<Integer> cuts() {
    return List.of(1, 2, 5, 11, 12, 13, 20, 30);
  }

  @ParameterizedTest
  @MethodSource("cuts")
  void aTornTailIsCutPutBesideAndReported(int cut) throws Exception {
    try (ReadingStore store = open()) {
      var _ = kept(store, batch("a", 1, 5));
      var _ = kept(store, batch("a", 2, 6));
    }
    Path journal = journal("hall", false);
    byte[] whole = Files.readAllBytes(journal);
    int second = (int) wholeAfter(journal, 1);
    int size = second + Math.min(cut, whole.length - second - 1);
    Files.write(journal, Arrays.copyOf(whole, size));
    try (ReadingStore again = open()) {
      assertThat(kept(again, batch("a", 3, 7)).readings()).isEqualTo(1);
    }
    assertThat(read(journal)).extracting(Reading::value).containsExactly(5L, 7L);
    assertThat(faults.count(Fault.Reason.JOURNAL_TORN)).isEqualTo(1);
    assertThat(journal.resolveSibling(journal.getFileName() + ".torn-" + second))
        .hasBinaryContent(Arrays.copyOfRange(whole, second, size));
  }

  /** Where a journal's n-th record ends. */
  private static long wholeAfter(Path journal, int records) throws IOException {
    try (Journal open = Journal.open(journal)) {
      for (int i = 0; i < records; i++) {
        assertThat(open.next((series, time, value) -> {})).isTrue();
      }
      return open.state().wholeBytes();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void damageInsideIsReportedAndWhatFollowsStands(long seed) throws Exception {
    Random random = new Random(seed);
    try (ReadingStore store = open()) {
      for (int second = 0; second < 20; second++) {
        var _ = kept(store, batch("a", second, second));
      }
    }
    Path journal = journal("hall", false);
    int record = 1 + random.nextInt(18);
    long from = wholeAfter(journal, record);
    long to = wholeAfter(journal, record + 1);
    byte[] bytes = Files.readAllBytes(journal);
    bytes[(int) from + random.nextInt((int) (to - from))] ^= (byte) (1 << random.nextInt(8));
    Files.write(journal, bytes);
    Journal.State state = Journal.read(journal, (series, time, value) -> {});
    assertThat(state.damagedBytes()).isEqualTo(to - from);
    assertThat(state.tornBytes()).isZero();
    assertThat(read(journal)).hasSize(19).noneMatch(reading -> reading.value() == record);
  }

  @Test
  void readingsWhoseSeriesIsNamedInADamagedRecordAreCountedAsLost() throws Exception {
    try (ReadingStore store = open()) {
      var _ = kept(store, batch("a", 1, 5));
      var _ = kept(store, batch("b", 2, 6));
      var _ = kept(store, batch("b", 3, 7));
      var _ = kept(store, batch("a", 4, 8));
    }
    Path journal = journal("hall", false);
    byte[] bytes = Files.readAllBytes(journal);
    bytes[(int) wholeAfter(journal, 1) + 14]++;
    Files.write(journal, bytes);
    assertThat(read(journal)).extracting(Reading::value).containsExactly(5L, 8L);
    assertThat(Journal.read(journal, (series, time, value) -> {}).lostReadings()).isEqualTo(1);
  }

  @Test
  void rubbishBehindAJournalIsCutAsATornTailIs() throws Exception {
    try (ReadingStore store = open()) {
      var _ = kept(store, batch("a", 1, 5));
    }
    Path journal = journal("hall", false);
    byte[] rubbish = new byte[200_000];
    new Random(7).nextBytes(rubbish);
    Files.write(journal, rubbish, StandardOpenOption.APPEND);
    try (ReadingStore again = open()) {
      var _ = kept(again, batch("a", 2, 6));
    }
    assertThat(read(journal)).extracting(Reading::value).containsExactly(5L, 6L);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void whatAFailingDiskRefusedIsNotThereAndWhatItConfirmedIs(long seed) throws Exception {
    FailingDisk disk = new FailingDisk(new Random(seed), false);
    List<Long> confirmed = new ArrayList<>();
    int refused = 0;
    try (ReadingStore store = open(disk)) {
      for (int second = 0; second < 200; second++) {
        Kept answer = store.keep(batch(second % 2 == 0 ? "a" : "b", second, second)).get();
        switch (answer) {
          case Kept.Durably durably -> confirmed.add((long) second);
          case Kept.NotNow(Kept.Why why, String detail) -> {
            assertThat(why).isEqualTo(Kept.Why.DISK_REFUSES);
            assertThat(detail).contains("No space left");
            refused++;
          }
        }
      }
    }
    assertThat(refused).isPositive();
    assertThat(read(journal("hall", false)))
        .extracting(Reading::value)
        .containsExactlyElementsOf(confirmed);
    assertThat(Journal.read(journal("hall", false), (series, time, value) -> {}).lostReadings())
        .isZero();
  }

  @Test
  void afterAFailedSyncNothingIsConfirmedUntilARestart() throws Exception {
    FailingDisk disk = new FailingDisk(new Random(1), true);
    try (ReadingStore store = open(disk)) {
      List<Kept> answers = new ArrayList<>();
      for (int second = 0; second < 50; second++) {
        answers.add(store.keep(batch("a", second, second)).get());
      }
      int failed = 0;
      while (answers.get(failed) instanceof Kept.Durably) {
        failed++;
      }
      assertThat(answers.subList(failed, 50))
          .allMatch(answer ->
              answer instanceof Kept.NotNow(Kept.Why why, String detail)
                  && why == Kept.Why.DISK_UNTRUSTED);
      assertThat(read(journal("hall", false))).hasSizeGreaterThanOrEqualTo(failed);
    }
    try (ReadingStore again = open()) {
      assertThat(kept(again, batch("a", 60, 60)).readings()).isEqualTo(1);
    }
  }

  @Test
  void moreThanMayWaitIsRefusedAndNotForgotten() throws Exception {
    BlockedDisk disk = new BlockedDisk();
    List<CompletableFuture<Kept>> answers = new ArrayList<>();
    try (ReadingStore store = open(disk)) {
      answers.add(store.keep(batch("a", 0, 1)));
      disk.awaitBlocked();
      for (int i = 1; i <= 12; i++) {
        ReadingBatch large = new ReadingBatch();
        for (int j = 0; j < ReadingStore.WAITING_MAX / 10; j++) {
          large.add(power("a"), micros(i), 1);
        }
        answers.add(store.keep(large));
      }
      assertThat(answers.subList(1, 11)).noneMatch(CompletableFuture::isDone);
      assertThat(answers.get(11).get())
          .isInstanceOfSatisfying(
              Kept.NotNow.class, no -> assertThat(no.reason()).isEqualTo(Kept.Why.BUSY));
      disk.letGo();
      assertThat(answers.getFirst().get()).isInstanceOf(Kept.Durably.class);
      assertThat(answers.get(10).get()).isInstanceOf(Kept.Durably.class);
    }
    assertThat(read(journal("hall", false))).hasSize(1 + ReadingStore.WAITING_MAX);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void manyAtOnceAreAllKept(long seed) throws Exception {
    Random random = new Random(seed);
    List<CompletableFuture<Kept>> answers = new ArrayList<>();
    int total = 0;
    try (ReadingStore store = open()) {
      for (int i = 0; i < 300; i++) {
        ReadingBatch batch = new ReadingBatch();
        int size = 1 + random.nextInt(2_000);
        for (int j = 0; j < size; j++) {
          batch.add(
              power(random.nextBoolean() ? "a" : "b"),
              micros(random.nextInt(1_800)),
              random.nextInt(1_000_000));
        }
        total += size;
        answers.add(store.keep(batch));
      }
      for (CompletableFuture<Kept> answer : answers) {
        assertThat(answer.get()).isInstanceOf(Kept.Durably.class);
      }
    }
    assertThat(read(journal("hall", false))).hasSize(total);
  }

  @Test
  void afterItIsClosedItSaysSo() throws Exception {
    ReadingStore store = open();
    store.close();
    assertThat(store.keep(batch("a", 1, 1)).get())
        .isEqualTo(new Kept.NotNow(Kept.Why.CLOSED, "the store is closed"));
  }
}
