package dev.standstill.site.metering.receiver;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.standstill.site.metering.metric.KnownSeries;
import dev.standstill.site.metering.metric.MetricRules;
import dev.standstill.site.metering.metric.MetricRules.Meaning;
import dev.standstill.site.metering.metric.Samples;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads requests of Prometheus remote write 1.0. It keeps its buffer and the series it knows from
 * one request to the next; for one thread at a time.
 *
 * <pre>
 * WriteRequest { 1: TimeSeries { 1: Label { 1: name  2: value }
 *                                2: Sample { 1: double  2: milliseconds since 1970 } } }
 * </pre>
 */
public final class WriteRequest {
  private static final int SERIES = tag(1, 2);
  private static final int LABEL = tag(1, 2);
  private static final int SAMPLE = tag(2, 2);
  private static final int LABEL_NAME = tag(1, 2);
  private static final int LABEL_VALUE = tag(2, 2);
  private static final int SAMPLE_VALUE = tag(1, 1);
  private static final int SAMPLE_TIME = tag(2, 0);

  private static final int LABELS_MAX = 128;
  private static final int LABEL_BYTES_MAX = 1 << 14;
  private static final long MILLIS_MAX = 1L << 50;
  private static final int MICROS_PER_MILLI = 1_000;

  private final MetricRules rules;
  private final int decodedMax;
  private final KnownSeries known = new KnownSeries();
  private byte[] decoded = new byte[1 << 16];
  private byte[] labels = new byte[1 << 10];
  private int labelBytes;
  private double[] values = new double[4];
  private long[] times = new long[4];
  private int samples;

  /**
   * A reader.
   *
   * @param rules what samples mean
   * @param decodedMax bodies that decode to more bytes are refused before memory is taken for them
   */
  public WriteRequest(MetricRules rules, int decodedMax) {
    this.rules = rules;
    this.decodedMax = decodedMax;
  }

  private static int tag(int field, int wireType) {
    return (field << 3) | wireType;
  }

  /** A request that is not what it should be. No repetition makes it right. */
  public static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed(String message) {
      super(message);
    }
  }

  /** Reads a body. */
  public Samples read(byte[] body) throws Malformed {
    int length = decode(body);
    CodedInputStream in = CodedInputStream.newInstance(decoded, 0, length);
    Samples into = new Samples();
    try {
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        if (tag == SERIES) {
          series(in, into);
        } else {
          var _ = in.skipField(tag);
        }
      }
      return into;
    } catch (InvalidProtocolBufferException e) {
      throw new Malformed("the body is no protobuf write request: " + e.getMessage());
    } catch (IOException e) {
      throw new IllegalStateException("an array is read without failing", e);
    }
  }

  private int decode(byte[] body) throws Malformed {
    try {
      // Looked at before memory is taken for it.
      long length = SnappyBlock.decodedLength(body);
      if (length > decodedMax) {
        throw new Malformed(
            "the body decodes to " + length + " bytes; at most " + decodedMax + " are taken");
      }
      if (decoded.length < length) {
        decoded = new byte[Math.max((int) length, Math.min(decodedMax, decoded.length * 2))];
      }
      return SnappyBlock.decode(body, decoded);
    } catch (SnappyBlock.Malformed e) {
      throw new Malformed("the body is not in snappy's block format: it " + e.getMessage());
    }
  }

  private void series(CodedInputStream in, Samples into) throws IOException, Malformed {
    int before = in.pushLimit(in.readRawVarint32());
    labelBytes = 0;
    samples = 0;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (tag == LABEL) {
        label(in);
      } else if (tag == SAMPLE) {
        sample(in);
      } else {
        // Exemplars and histograms are no readings.
        var _ = in.skipField(tag);
      }
    }
    in.popLimit(before);
    if (samples == 0) {
      return;
    }
    Meaning meaning = known.find(labels, 0, labelBytes);
    if (meaning == null) {
      meaning = meaning();
      known.put(labels, 0, labelBytes, meaning);
    }
    for (int i = 0; i < samples; i++) {
      into.add(meaning, values[i], times[i]);
    }
  }

  /** Puts a label, with its length before it, behind the others of its series. */
  private void label(CodedInputStream in) throws IOException, Malformed {
    int length = in.readRawVarint32();
    int from = in.getTotalBytesRead();
    if (length < 0 || length > LABEL_BYTES_MAX || labelBytes + length + 2 > LABEL_BYTES_MAX) {
      throw new Malformed("a series has labels of more than " + LABEL_BYTES_MAX + " bytes");
    }
    in.skipRawBytes(length);
    if (labels.length < labelBytes + length + 2) {
      labels = Arrays.copyOf(labels, Math.max(labels.length * 2, labelBytes + length + 2));
    }
    labels[labelBytes++] = (byte) (length >> 8);
    labels[labelBytes++] = (byte) length;
    System.arraycopy(decoded, from, labels, labelBytes, length);
    labelBytes += length;
  }

  private void sample(CodedInputStream in) throws IOException, Malformed {
    int before = in.pushLimit(in.readRawVarint32());
    double value = 0;
    long time = 0;
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (tag == SAMPLE_VALUE) {
        value = in.readDouble();
      } else if (tag == SAMPLE_TIME) {
        time = in.readInt64();
      } else {
        var _ = in.skipField(tag);
      }
    }
    in.popLimit(before);
    if (time < 0 || time > MILLIS_MAX) {
      throw new Malformed("a sample has the time " + time + " ms");
    }
    if (samples == values.length) {
      values = Arrays.copyOf(values, samples * 2);
      times = Arrays.copyOf(times, samples * 2);
    }
    values[samples] = value;
    times[samples++] = time * MICROS_PER_MILLI;
  }

  private Meaning meaning() throws IOException, Malformed {
    Map<String, String> named = new HashMap<>();
    for (int at = 0; at < labelBytes; ) {
      int length = ((labels[at] & 0xff) << 8) | (labels[at + 1] & 0xff);
      CodedInputStream in = CodedInputStream.newInstance(labels, at + 2, length);
      String name = "";
      String value = "";
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        if (tag == LABEL_NAME) {
          name = in.readStringRequireUtf8();
        } else if (tag == LABEL_VALUE) {
          value = in.readStringRequireUtf8();
        } else {
          var _ = in.skipField(tag);
        }
      }
      // SPEC: Prometheus Remote-Write 1.0: "MUST NOT contain any repeated label names"
      if (name.isEmpty() || named.put(name, value) != null || named.size() > LABELS_MAX) {
        throw new Malformed("a series has a label twice, without a name, or too many of them");
      }
      at += 2 + length;
    }
    String metric = named.get("__name__");
    if (metric == null) {
      throw new Malformed("a series has no name");
    }
    return rules.meaning(metric, named);
  }
}
