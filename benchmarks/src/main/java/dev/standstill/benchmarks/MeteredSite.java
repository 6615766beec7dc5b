package dev.standstill.benchmarks;

import com.google.protobuf.CodedOutputStream;
import dev.standstill.core.site.AreaId;
import dev.standstill.site.metering.MeterPlan;
import io.airlift.compress.v3.snappy.SnappyJavaCompressor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** A thousand devices, and what a Prometheus would write of them. */
final class MeteredSite {
  static final int DEVICES = 1_000;
  static final String SITE = "north";
  static final String TOKEN = "token";

  private static final String[] METRICS = {
    "DCGM_FI_DEV_POWER_USAGE", "DCGM_FI_PROF_PIPE_TENSOR_ACTIVE"
  };

  private MeteredSite() {}

  static MeterPlan plan() {
    NavigableSet<String> points = new TreeSet<>();
    for (int device = 0; device < DEVICES; device++) {
      points.add(uuid(device));
    }
    return new MeterPlan(
        SITE,
        new TreeMap<>(Map.of(new AreaId("hall"), points)),
        Duration.ofMinutes(5),
        Duration.ofSeconds(10));
  }

  static String uuid(int device) {
    return "GPU-c2f76b33-7953-256e-8f33-%012d".formatted(device);
  }

  /** One second of all devices: 2,000 samples, each a series with nine labels as DCGM's have. */
  static byte[] request(long millis) throws IOException {
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(request);
    for (int device = 0; device < DEVICES; device++) {
      for (int metric = 0; metric < METRICS.length; metric++) {
        double value =
            metric == 0 ? 600 + (device * 31L + millis / 1_000 * 17) % 997 / 10.0 : device / 1e3;
        out.writeByteArray(1, series(METRICS[metric], device, millis, value));
      }
    }
    out.flush();
    byte[] raw = request.toByteArray();
    SnappyJavaCompressor snappy = new SnappyJavaCompressor();
    byte[] packed = new byte[snappy.maxCompressedLength(raw.length)];
    return Arrays.copyOf(packed, snappy.compress(raw, 0, raw.length, packed, 0, packed.length));
  }

  private static byte[] series(String metric, int device, long millis, double value)
      throws IOException {
    ByteArrayOutputStream series = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(series);
    label(out, "Hostname", "node-" + device / 8);
    label(out, "UUID", uuid(device));
    label(out, "__name__", metric);
    label(out, "device", "nvidia" + device % 8);
    label(out, "gpu", Integer.toString(device % 8));
    label(out, "instance", "node-" + device / 8 + ":9400");
    label(out, "job", "dcgm");
    label(out, "modelName", "NVIDIA H100 80GB HBM3");
    label(out, "site", SITE);
    ByteArrayOutputStream sample = new ByteArrayOutputStream();
    CodedOutputStream fields = CodedOutputStream.newInstance(sample);
    fields.writeDouble(1, value);
    fields.writeInt64(2, millis);
    fields.flush();
    out.writeByteArray(2, sample.toByteArray());
    out.flush();
    return series.toByteArray();
  }

  private static void label(CodedOutputStream out, String name, String value) throws IOException {
    ByteArrayOutputStream label = new ByteArrayOutputStream();
    CodedOutputStream fields = CodedOutputStream.newInstance(label);
    fields.writeString(1, name);
    fields.writeString(2, value);
    fields.flush();
    out.writeByteArray(1, label.toByteArray());
  }
}
