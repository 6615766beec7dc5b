package dev.standstill.site.metering.wall;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.standstill.site.metering.Channel;
import dev.standstill.site.metering.Fault;
import dev.standstill.site.metering.MeterSource;
import dev.standstill.site.metering.Reading;
import dev.standstill.site.metering.ReadingBatch;
import dev.standstill.site.metering.Series;
import dev.standstill.site.metering.scrape.Fetch;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/**
 * One power meter that speaks Redfish: a node's controller, a power distribution unit. Three of its
 * resources say power, each in its own place: {@code Power} ({@code
 * PowerControl[].PowerConsumedWatts}, of several the sum), {@code EnvironmentMetrics} and outlets
 * ({@code PowerWatts.Reading}), and {@code Sensor} ({@code Reading} with {@code ReadingUnits} W).
 */
public final class RedfishSource implements MeterSource {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final int MILLI_DIGITS = 3;

  private final Fetch fetch;
  private final Series power;

  /**
   * A source.
   *
   * @param fetch where the resource is; its headers log in
   * @param point the measurement point that the meter is
   */
  public RedfishSource(Fetch fetch, String point) {
    this.fetch = fetch;
    this.power = new Series(point, Channel.POWER);
  }

  @Override
  public String name() {
    return fetch.place().toString();
  }

  @Override
  public synchronized Polled poll(long timeMicros) {
    ReadingBatch readings = new ReadingBatch();
    try {
      fetch.get();
      JsonNode resource = MAPPER.readTree(fetch.bytes(), 0, fetch.length());
      Optional<BigDecimal> watts = watts(resource);
      if (watts.isEmpty()) {
        return faulty(
            Fault.Reason.CHANNEL_ABSENT, power.device(), "the resource says no power in watts");
      }
      BigDecimal milliwatts = watts.get().movePointRight(MILLI_DIGITS);
      long value = milliwatts.setScale(0, RoundingMode.HALF_EVEN).longValueExact();
      if (!Reading.isPlausible(Channel.POWER, value)) {
        throw new ArithmeticException("no power");
      }
      readings.add(power, timeMicros, value);
      return new Polled(readings, List.of());
    } catch (ArithmeticException e) {
      return faulty(Fault.Reason.VALUE_IMPLAUSIBLE, power.device(), "the power is none");
    } catch (com.fasterxml.jackson.core.JacksonException e) {
      return faulty(Fault.Reason.SOURCE_UNREADABLE, name(), "no JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      return faulty(Fault.Reason.SOURCE_SILENT, name(), String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      return faulty(Fault.Reason.SOURCE_SILENT, name(), String.valueOf(e));
    }
  }

  private static Polled faulty(Fault.Reason reason, String subject, String detail) {
    return new Polled(new ReadingBatch(), List.of(new Fault(reason, subject, detail)));
  }

  private static Optional<BigDecimal> watts(JsonNode resource) {
    if (resource == null) {
      return Optional.empty();
    }
    if (resource.path("PowerControl").isArray()) {
      BigDecimal sum = BigDecimal.ZERO;
      for (JsonNode control : resource.path("PowerControl")) {
        Optional<BigDecimal> part = number(control.path("PowerConsumedWatts"));
        if (part.isEmpty()) {
          // A sum without one of its parts would be too small and look whole.
          return Optional.empty();
        }
        sum = sum.add(part.get());
      }
      return resource.path("PowerControl").isEmpty() ? Optional.empty() : Optional.of(sum);
    }
    if (resource.has("PowerWatts")) {
      return number(resource.path("PowerWatts").path("Reading"));
    }
    return resource.path("ReadingUnits").asText().equals("W")
        ? number(resource.path("Reading"))
        : Optional.empty();
  }

  private static Optional<BigDecimal> number(JsonNode value) {
    return value.isNumber() ? Optional.of(value.decimalValue()) : Optional.empty();
  }
}
