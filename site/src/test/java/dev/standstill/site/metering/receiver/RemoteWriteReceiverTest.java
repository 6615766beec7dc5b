package dev.standstill.site.metering.receiver;

import static dev.standstill.site.metering.store.MeteredHall.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.site.metering.Channel;
import dev.standstill.site.metering.Fault;
import dev.standstill.site.metering.Faults;
import dev.standstill.site.metering.metric.MetricRules;
import dev.standstill.site.metering.store.MeteredHall;
import dev.standstill.site.metering.store.ReadingStore;
import dev.standstill.site.metering.store.SetClock;
import dev.standstill.site.metering.store.StoredReadings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteWriteReceiverTest {
  private static final String TOKEN = "site-token";
  private static final long MILLIS = START.toEpochMilli();
  private static final ReceiverLimits LIMITS = new ReceiverLimits(1 << 16, 1 << 18, 1 << 17, 2);

  @TempDir private Path folder;

  private final Faults faults = new Faults();
  private final HttpClient client = HttpClient.newHttpClient();
  private ReadingStore store;
  private RemoteWriteReceiver receiver;

  @BeforeEach
  void start() throws IOException {
    store =
        ReadingStore.open(
            folder,
            MeteredHall.plan("GPU-1", "GPU-2"),
            new SetClock(START.plus(Duration.ofMinutes(5))),
            faults);
    receiver =
        RemoteWriteReceiver.start(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            TOKEN,
            MetricRules.dcgm().atSite("north"),
            store,
            LIMITS);
  }

  @AfterEach
  void stop() throws IOException {
    receiver.close();
    store.close();
    client.close();
  }

  private HttpRequest.Builder request(byte[] body) {
    return HttpRequest.newBuilder(
            URI.create(
                "http://127.0.0.1:" + receiver.address().getPort() + RemoteWriteReceiver.PATH))
        .header("Authorization", "Bearer " + TOKEN)
        .header("Content-Encoding", "snappy")
        .header("Content-Type", "application/x-protobuf")
        .header("X-Prometheus-Remote-Write-Version", "0.1.0")
        .POST(BodyPublishers.ofByteArray(body));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> send(byte[] body) throws Exception {
    return send(request(body));
  }

  private Map<String, Long> stored() throws IOException {
    return StoredReadings.values(folder);
  }

  @Test
  void whatIsAnsweredWith204IsInTheStoreInWholeUnits() throws Exception {
    WriteRequests requests =
        new WriteRequests()
            .power("north", "GPU-1", MILLIS, 612.3)
            .series(
                Map.of(
                    "__name__",
                    "DCGM_FI_PROF_PIPE_TENSOR_ACTIVE",
                    "UUID",
                    "GPU-2",
                    "site",
                    "north"),
                MILLIS + 250,
                0.4127);
    assertThat(send(requests.body()).statusCode()).isEqualTo(204);
    assertThat(stored())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of("GPU-1 POWER 0", 612_300L, "GPU-2 TENSOR_ACTIVE 250", 412_700L));
  }

  @Test
  void aStaleMarkerIsNoReading() throws Exception {
    double stale = Double.longBitsToDouble(0x7ff0000000000002L);
    byte[] body =
        new WriteRequests()
            .power("north", "GPU-1", MILLIS, stale)
            .power("north", "GPU-2", MILLIS, Double.NaN)
            .body();
    assertThat(send(body).statusCode()).isEqualTo(204);
    assertThat(stored()).isEmpty();
  }

  @Test
  void metricsThatAreNoReadingsAreLeftOutAndRenamedOnesReported() throws Exception {
    byte[] body =
        new WriteRequests()
            .series(Map.of("__name__", "up"), MILLIS, 1)
            .series(Map.of("__name__", "DCGM_FI_DEV_GPU_UTIL", "UUID", "GPU-1"), MILLIS, 97)
            .series(Map.of("__name__", "DCGM_FI_DEV_POWER_USAGE_V2"), MILLIS, 600)
            .body();
    assertThat(send(body).statusCode()).isEqualTo(204);
    assertThat(stored()).isEmpty();
    assertThat(faults.count(Fault.Reason.METRIC_UNKNOWN)).isEqualTo(1);
    assertThat(faults.lines().getFirst().latest().subject())
        .isEqualTo("DCGM_FI_DEV_POWER_USAGE_V2");
  }

  @Test
  void readingsOfAnotherSiteAreRefusedAndThoseOfThisOneKept() throws Exception {
    byte[] body =
        new WriteRequests()
            .power("south", "GPU-1", MILLIS, 600)
            .power("north", "GPU-2", MILLIS, 700)
            .body();
    HttpResponse<String> response = send(body);
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body())
        .contains("1 samples are refused, 1 are kept")
        .contains("is of site south");
    assertThat(stored()).containsOnlyKeys("GPU-2 POWER 0");
    assertThat(faults.count(Fault.Reason.SITE_WRONG)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, Double.POSITIVE_INFINITY, 1e12, -0.001})
  void valuesThatNoMeterShowsAreRefused(double watts) throws Exception {
    HttpResponse<String> response =
        send(new WriteRequests().power("north", "GPU-1", MILLIS, watts).body());
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(stored()).isEmpty();
  }

  @Test
  void aReadingOfTheFutureIsRefused() throws Exception {
    HttpResponse<String> response =
        send(new WriteRequests().power("north", "GPU-1", MILLIS + 3_600_000, 600).body());
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("set the clocks right");
    assertThat(stored()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "Authorization, Bearer other, 401",
    "Authorization, site-token, 401",
    "Authorization, '', 401",
    "Content-Encoding, gzip, 415",
    "Content-Type, application/x-protobuf;proto=io.prometheus.write.v2.Request, 415",
    "Content-Type, text/plain, 415"
  })
  void otherHeadersAreRefusedUnread(String name, String value, int status) throws Exception {
    byte[] body = new WriteRequests().power("north", "GPU-1", MILLIS, 600).body();
    assertThat(send(request(body).setHeader(name, value)).statusCode()).isEqualTo(status);
    assertThat(stored()).isEmpty();
  }

  @Test
  void onlyPostsToItsPathAreTaken() throws Exception {
    assertThat(send(request(new byte[0]).GET()).statusCode()).isEqualTo(405);
    URI other = URI.create("http://127.0.0.1:" + receiver.address().getPort() + "/x");
    assertThat(send(request(new byte[0]).uri(other)).statusCode()).isEqualTo(404);
  }

  @Test
  void bodiesAboveTheLimitsAreRefused() throws Exception {
    byte[] tooLong = new byte[LIMITS.bodyBytesMax() + 1];
    assertThat(send(tooLong).statusCode()).isEqualTo(413);
    // A few bytes that say they decode to more than the limit.
    byte[] bomb = WriteRequests.packed(new byte[LIMITS.decodedBytesMax() + 1]);
    assertThat(bomb).hasSizeLessThan(LIMITS.bodyBytesMax());
    assertThat(send(bomb).statusCode()).isEqualTo(400);
    byte[] liar = {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x07, 0};
    assertThat(send(liar).statusCode()).isEqualTo(400);
  }

  /** What the sender asks next on the connection it kept is answered, whatever was left unread. */
  @Test
  void aRefusalLosesNeitherItselfNorTheNextRequest() throws Exception {
    byte[] good = new WriteRequests().power("north", "GPU-1", MILLIS, 600).body();
    byte[] tooLong = new byte[LIMITS.bodyBytesMax() + 1];
    byte[] farTooLong = new byte[40 * LIMITS.bodyBytesMax()];
    for (int i = 0; i < 60; i++) {
      assertThat(send(tooLong).statusCode()).isEqualTo(413);
      assertThat(send(good).statusCode()).isEqualTo(204);
      assertThat(send(request(farTooLong).setHeader("Authorization", "Bearer other")).statusCode())
          .isEqualTo(401);
      assertThat(send(good).statusCode()).isEqualTo(204);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void garbageIsRefusedAndNeverAnsweredAsKept(long seed) throws Exception {
    Random random = new Random(seed);
    byte[] raw = new WriteRequests().power("north", "GPU-1", MILLIS, 600).raw();
    for (int i = 0; i < 40; i++) {
      byte[] changed = raw.clone();
      for (int j = 0; j <= random.nextInt(4); j++) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }
      byte[] packed = WriteRequests.packed(changed);
      byte[] body = random.nextBoolean() ? packed : Arrays.copyOf(packed, packed.length - 1);
      assertThat(send(body).statusCode()).isIn(204, 400);
    }
    // It still works, and nothing of a device that was never sent whole is there.
    assertThat(send(WriteRequests.packed(raw)).statusCode()).isEqualTo(204);
    assertThat(stored()).containsKey("GPU-1 POWER 0");
  }

  @Test
  void aLabelTwiceIsRefused() throws Exception {
    byte[] label =
        WriteRequests.message(out -> {
          out.writeString(1, "__name__");
          out.writeString(2, "DCGM_FI_DEV_POWER_USAGE");
        });
    byte[] sample =
        WriteRequests.message(out -> {
          out.writeDouble(1, 5);
          out.writeInt64(2, MILLIS);
        });
    byte[] series =
        WriteRequests.message(out -> {
          out.writeByteArray(1, label);
          out.writeByteArray(1, label);
          out.writeByteArray(2, sample);
        });
    byte[] raw = WriteRequests.message(out -> out.writeByteArray(1, series));
    HttpResponse<String> response = send(WriteRequests.packed(raw));
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.body()).contains("a label twice");
  }

  @Test
  void aStoreThatCannotKeepMakesTheSenderTryAgain() throws Exception {
    store.close();
    HttpResponse<String> response =
        send(new WriteRequests().power("north", "GPU-1", MILLIS, 600).body());
    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(response.headers().firstValue("Retry-After")).contains("2");
  }

  @Test
  void seriesAreToldApartByEveryByteOfTheirLabels() throws Exception {
    WriteRequests requests = new WriteRequests();
    for (int i = 0; i < 1_500; i++) {
      requests.power("north", "GPU-" + i, MILLIS, i);
    }
    String[] parts = {"first", "again"};
    for (String part : parts) {
      assertThat(send(requests.body()).statusCode()).as(part).isEqualTo(204);
    }
    Map<String, Long> stored = stored();
    assertThat(stored).hasSize(1_500);
    for (int i = 0; i < 1_500; i++) {
      assertThat(stored).containsEntry("GPU-" + i + " " + Channel.POWER + " 0", i * 1_000L);
    }
    assertThat(new String(requests.raw(), StandardCharsets.ISO_8859_1)).contains("GPU-1499");
  }
}
