package dev.standstill.cli;

import dev.standstill.core.charter.CriticalService;
import dev.standstill.core.permit.PermitTerms;
import dev.standstill.core.permit.Purpose;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a permit is for, unless it is for ordinary work. */
final class PurposeFlags {
  private static final String SERVICE = "--critical-service";
  private static final String GLASS = "--break-glass";

  @Option(
      names = SERVICE,
      paramLabel = "NAME",
      description =
          "It is for this service of the charter, which goes on under every pause and cap.")
  private @Nullable String service;

  @Option(
      names = GLASS,
      paramLabel = "REASON",
      description =
          "It is for this emergency, and goes on under every pause and cap. The charter's quorum"
              + " for breaking the glass grants it, and it opens a finding that every reader sees.")
  private @Nullable String emergency;

  /** The terms for that purpose; as they are if none is named. */
  PermitTerms of(PermitTerms terms) {
    if (service != null && emergency != null) {
      throw new IllegalArgumentException(
          "a permit is for a critical service or an emergency: "
              + "name "
              + SERVICE
              + " or "
              + GLASS
              + ", not both");
    }
    String option = service == null ? GLASS : SERVICE;
    if (service == null && emergency == null) {
      return terms;
    }
    Purpose named = Stated.named(option, this::named);
    if (!terms.purpose().equals(named) && !(terms.purpose() instanceof Purpose.Ordinary)) {
      throw new IllegalArgumentException(
          option + ": the terms say already that the permit is for something else");
    }
    return terms.forPurpose(named);
  }

  private Purpose named() {
    return service != null
        ? new Purpose.Critical(new CriticalService(service))
        : new Purpose.BreakGlass(String.valueOf(emergency));
  }
}
