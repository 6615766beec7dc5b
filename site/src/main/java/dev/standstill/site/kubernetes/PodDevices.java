package dev.standstill.site.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many devices one pod has at the same time. */
final class PodDevices {
  private static final Pattern QUANTITY = Pattern.compile("([0-9]{1,12})([mkMG]|[KMG]i)?");
  private static final Map<String, BigDecimal> UNITS =
      Map.of(
          "", BigDecimal.ONE,
          "m", new BigDecimal("0.001"),
          "k", new BigDecimal(1_000),
          "M", new BigDecimal(1_000_000),
          "G", new BigDecimal(1_000_000_000),
          "Ki", new BigDecimal(1L << 10),
          "Mi", new BigDecimal(1L << 20),
          "Gi", new BigDecimal(1L << 30));

  private final DeviceRules rules;

  PodDevices(DeviceRules rules) {
    this.rules = rules;
  }

  /** Of a pod's {@code spec}. */
  long of(JsonNode spec) throws UnclearObjectException {
    long together = 0;
    for (JsonNode container : spec.path("containers")) {
      together = Math.addExact(together, ofResources(container.path("resources")));
    }
    // SPEC: Kubernetes, Init Containers: "The highest of any particular resource request or limit
    // defined on all init containers is the effective init request/limit."
    long sidecars = 0;
    long highest = 0;
    for (JsonNode container : spec.path("initContainers")) {
      long own = ofResources(container.path("resources"));
      // SPEC: Kubernetes, Sidecar Containers: an init container with "restartPolicy: Always"
      // starts "and remain[s] running during the entire life of the Pod".
      if (container.path("restartPolicy").asText().equals("Always")) {
        sidecars = Math.addExact(sidecars, own);
        highest = Math.max(highest, sidecars);
      } else {
        highest = Math.max(highest, Math.addExact(sidecars, own));
      }
    }
    // Newer servers let a pod ask as a whole.
    long whole = ofResources(spec.path("resources"));
    long inContainers = Math.max(Math.addExact(together, sidecars), highest);
    return Math.addExact(Math.max(inContainers, whole), claimed(spec));
  }

  private long claimed(JsonNode spec) throws UnclearObjectException {
    int claims = spec.path("resourceClaims").size();
    if (claims == 0) {
      return 0;
    }
    if (rules.perClaim().isEmpty()) {
      throw new UnclearObjectException(
          "it claims devices by resourceClaims, and the site's configuration does not say how many"
              + " devices a claim is");
    }
    return Math.multiplyExact((long) claims, rules.perClaim().getAsInt());
  }

  /** Of what a container has as {@code resources}: whichever of limits and requests is more. */
  long ofResources(JsonNode resources) throws UnclearObjectException {
    return Math.max(sum(resources.path("limits")), sum(resources.path("requests")));
  }

  private long sum(JsonNode amounts) throws UnclearObjectException {
    long sum = 0;
    for (Map.Entry<String, JsonNode> amount : amounts.properties()) {
      if (rules.isDevice(amount.getKey())) {
        sum = Math.addExact(sum, quantity(amount.getKey(), amount.getValue()));
      }
    }
    return sum;
  }

  private static long quantity(String name, JsonNode value) throws UnclearObjectException {
    Matcher form = QUANTITY.matcher(value.asText());
    if (!value.isValueNode() || !form.matches()) {
      throw new UnclearObjectException(name + " is no whole number: " + brief(value));
    }
    String unit = form.group(2) == null ? "" : form.group(2);
    BigDecimal factor = UNITS.getOrDefault(unit, BigDecimal.ONE);
    // Part of a device is a device.
    return new BigDecimal(form.group(1))
        .multiply(factor)
        .setScale(0, RoundingMode.CEILING)
        .longValueExact();
  }

  private static String brief(JsonNode value) {
    String text = value.toString();
    return text.length() <= 40 ? text : text.substring(0, 40) + "...";
  }
}
