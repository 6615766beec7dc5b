package dev.standstill.site.metering.scrape;

import dev.standstill.site.metering.metric.KnownSeries;
import dev.standstill.site.metering.metric.MetricRules;
import dev.standstill.site.metering.metric.MetricRules.Meaning;
import dev.standstill.site.metering.metric.Samples;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads Prometheus' text format, version 0.0.4. A line that is not in that format spoils the whole
 * answer: half of one cannot be told from all of it. For one thread at a time.
 */
final class Exposition {
  private static final int LABELS_MAX = 128;
  private static final int NUMBER_LENGTH_MAX = 64;
  private static final int MICROS_PER_MILLI = 1_000;

  private final MetricRules rules;
  private final KnownSeries known = new KnownSeries();
  private final UsualLines usual = new UsualLines();
  private byte[] text = new byte[0];
  private int line;

  /** An answer that is not in the format. */
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed(String message) {
      super(message);
    }
  }

  Exposition(MetricRules rules) {
    this.rules = rules;
  }

  /**
   * Reads an answer.
   *
   * @param bytes the answer
   * @param length how many of the bytes
   * @param timeMicros when it came; samples may say another time
   */
  Samples read(byte[] bytes, int length, long timeMicros) throws Malformed {
    text = bytes;
    line = 0;
    Samples samples = new Samples();
    usual.begin();
    int at = 0;
    while (at < length) {
      int series = usual.match(bytes, at, length);
      int end = Math.max(at, series);
      while (end < length && bytes[end] != '\n') {
        end++;
      }
      if (end == length) {
        throw new Malformed("line " + (line + 1) + " has no line break: the answer is cut");
      }
      line++;
      if (series < 0) {
        line(at, end, timeMicros, samples);
      } else {
        sample(usual.matched(), series, end, timeMicros, samples);
      }
      at = end + 1;
    }
    return samples;
  }

  private void line(int from, int to, long time, Samples samples) throws Malformed {
    int at = skipBlanks(from, to);
    if (at == to || text[at] == '#') {
      return;
    }
    int end = seriesEnd(at, to);
    Meaning meaning = known.find(text, at, end);
    if (meaning == null) {
      meaning = meaning(at, end);
      known.put(text, at, end, meaning);
    }
    usual.learn(text, at, end, meaning);
    sample(meaning, end, to, time, samples);
  }

  /** What stands behind a name and its labels. */
  private void sample(Meaning meaning, int end, int to, long time, Samples samples)
      throws Malformed {
    if (meaning instanceof Meaning.Nothing) {
      return;
    }
    int value = skipBlanks(end, to);
    int valueEnd = wordEnd(value, to);
    int stamp = skipBlanks(valueEnd, to);
    int stampEnd = wordEnd(stamp, to);
    if (value == end || value == valueEnd || skipBlanks(stampEnd, to) != to) {
      throw malformed("is not: name{labels} value [time]");
    }
    long micros = stamp == stampEnd ? time : stamp(stamp, stampEnd);
    samples.add(meaning, number(value, valueEnd), micros);
  }

  private Malformed malformed(String problem) {
    return new Malformed("line " + line + " " + problem);
  }

  private int skipBlanks(int from, int to) {
    int at = from;
    while (at < to && (text[at] == ' ' || text[at] == '\t' || text[at] == '\r')) {
      at++;
    }
    return at;
  }

  private int wordEnd(int from, int to) {
    int at = from;
    while (at < to && text[at] != ' ' && text[at] != '\t' && text[at] != '\r') {
      at++;
    }
    return at;
  }

  /** Where the name and its labels end. */
  private int seriesEnd(int from, int to) throws Malformed {
    boolean quoted = false;
    boolean braced = false;
    for (int at = from; at < to; at++) {
      byte c = text[at];
      if (quoted) {
        if (c == '\\') {
          at++;
        } else if (c == '"') {
          quoted = false;
        }
      } else if (c == '"' && braced) {
        quoted = true;
      } else if (c == '{') {
        braced = true;
      } else if (c == '}') {
        return at + 1;
      } else if (!braced && (c == ' ' || c == '\t')) {
        int next = skipBlanks(at, to);
        if (next == to || text[next] != '{') {
          return at;
        }
      }
    }
    throw malformed("has no end of its name and labels");
  }

  private double number(int from, int to) throws Malformed {
    double plain = PlainNumber.read(text, from, to);
    // Whatever is not written plainly is read slowly.
    return Double.isNaN(plain) ? anyNumber(from, to) : plain;
  }

  private double anyNumber(int from, int to) throws Malformed {
    String word = word(from, to);
    try {
      return switch (word) {
        case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
        case "-Inf" -> Double.NEGATIVE_INFINITY;
        case "NaN" -> Double.NaN;
        default -> plain(word);
      };
    } catch (NumberFormatException e) {
      throw malformed("has the value " + word);
    }
  }

  /** Java's numbers know suffixes and hexadecimals that the format does not. */
  private static double plain(String word) {
    for (int i = 0; i < word.length(); i++) {
      if ("0123456789+-.eE".indexOf(word.charAt(i)) < 0) {
        throw new NumberFormatException(word);
      }
    }
    return Double.parseDouble(word);
  }

  private long stamp(int from, int to) throws Malformed {
    String word = word(from, to);
    try {
      return Math.multiplyExact(Long.parseLong(word), MICROS_PER_MILLI);
    } catch (NumberFormatException | ArithmeticException e) {
      throw malformed("has the time " + word);
    }
  }

  private String word(int from, int to) throws Malformed {
    if (to - from > NUMBER_LENGTH_MAX) {
      throw malformed("has a number of more than " + NUMBER_LENGTH_MAX + " characters");
    }
    return new String(text, from, to - from, StandardCharsets.US_ASCII);
  }

  private Meaning meaning(int from, int to) throws Malformed {
    String series = new String(text, from, to - from, StandardCharsets.UTF_8);
    int brace = series.indexOf('{');
    String name = (brace < 0 ? series : series.substring(0, brace)).strip();
    if (name.isEmpty()) {
      throw malformed("has no name");
    }
    return rules.meaning(name, brace < 0 ? Map.of() : labels(series, brace + 1));
  }

  private Map<String, String> labels(String series, int from) throws Malformed {
    Map<String, String> labels = new HashMap<>();
    int at = from;
    while (true) {
      while (at < series.length() && (series.charAt(at) == ' ' || series.charAt(at) == ',')) {
        at++;
      }
      if (at < series.length() && series.charAt(at) == '}') {
        return labels;
      }
      int equals = series.indexOf('=', at);
      if (equals < 0 || equals + 1 >= series.length() || series.charAt(equals + 1) != '"') {
        throw malformed("has a label without a value in quotes");
      }
      String name = series.substring(at, equals).strip();
      StringBuilder value = new StringBuilder();
      at = value(series, equals + 2, value);
      if (labels.put(name, value.toString()) != null || labels.size() > LABELS_MAX) {
        throw malformed("has the label " + name + " twice, or too many");
      }
    }
  }

  /** Reads a value behind its opening quote; the place behind its closing one. */
  private int value(String series, int from, StringBuilder value) throws Malformed {
    for (int at = from; at < series.length(); at++) {
      char c = series.charAt(at);
      if (c == '"') {
        return at + 1;
      }
      if (c == '\\' && at + 1 < series.length()) {
        at++;
        value.append(series.charAt(at) == 'n' ? '\n' : series.charAt(at));
      } else {
        value.append(c);
      }
    }
    throw malformed("has a label whose quotes do not end");
  }
}
