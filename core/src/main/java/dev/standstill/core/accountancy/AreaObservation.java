package dev.standstill.core.accountancy;

import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.core.record.Digest;
import dev.standstill.core.report.AreaActivity;
import dev.standstill.core.site.Calibration;
import dev.standstill.core.site.ComputeBalanceArea;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All that enters one area's balance of one period.
 *
 * @param period which period
 * @param area what the site declared of the area
 * @param activity what it reported of it
 * @param calibration what turns energy into compute
 * @param calibrationId the calibration's statement, which names its systematic error
 * @param metered recomputed measurements by point name; a point without any is missing
 * @param copies groups of points whose series are exact copies of each other; each group is one
 *     instrument, whatever the declaration says
 * @param doubtful points whose readings cannot be true, whatever their energy
 */
public record AreaObservation(
    BalancePeriod period,
    ComputeBalanceArea area,
    AreaActivity activity,
    Calibration calibration,
    Digest calibrationId,
    Map<String, MeteredPoint> metered,
    List<List<String>> copies,
    Set<String> doubtful) {

  public AreaObservation {
    metered = Map.copyOf(metered);
    copies = copies.stream().map(List::copyOf).toList();
    doubtful = Set.copyOf(doubtful);
  }
}
