package dev.standstill.site.kubernetes;

import java.util.List;
import java.util.OptionalInt;

/**
 * What counts as a device.
 *
 * @param resources names of extended resources; a star at the end stands for any ending
 * @param perClaim how many devices one resource claim counts as; empty refuses every pod with a
 *     claim, because the claim itself does not stand in the pod
 * @param nodes how many nodes have devices at most: as many pods a DaemonSet makes; empty refuses
 *     DaemonSets that ask for devices
 */
public record DeviceRules(List<String> resources, OptionalInt perClaim, OptionalInt nodes) {

  /** The names that device plugins are known by. A part of a device counts as one. */
  public static final List<String> USUAL_RESOURCES =
      List.of(
          "nvidia.com/gpu",
          "nvidia.com/gpu.shared",
          "nvidia.com/mig-*",
          "amd.com/gpu",
          "habana.ai/gaudi",
          "google.com/tpu",
          "gpu.intel.com/*",
          "aws.amazon.com/neuron*");

  /** The usual names; whatever cannot be counted is refused. */
  public static final DeviceRules USUAL =
      new DeviceRules(USUAL_RESOURCES, OptionalInt.empty(), OptionalInt.empty());

  public DeviceRules {
    resources = List.copyOf(resources);
    if (resources.isEmpty() || resources.stream().anyMatch(name -> name.length() < 2)) {
      throw new IllegalArgumentException("at least one resource is a device, by its full name");
    }
  }

  /** One name, for the canary to ask for. */
  String first() {
    return resources.getFirst().replace("*", "");
  }

  boolean isDevice(String resource) {
    return resources.stream()
        .anyMatch(name ->
            name.endsWith("*")
                ? resource.startsWith(name.substring(0, name.length() - 1))
                : resource.equals(name));
  }
}
