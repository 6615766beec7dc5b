package dev.standstill.core.site;

import dev.standstill.core.record.Digest;
import dev.standstill.core.record.StatementBody;
import dev.standstill.core.record.StatementKind;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a site says it is. A later declaration replaces an earlier one from its place in the log on.
 *
 * @param site the site's name within its party, the author
 * @param areas its compute balance areas, at least one, no name twice; no point name twice either,
 *     since readings name only the point
 * @param assumptions what the declaration takes for granted
 * @param corrects the declaration it corrects, if any
 */
public record SiteDeclaration(
    String site,
    List<ComputeBalanceArea> areas,
    List<Assumption> assumptions,
    Optional<Digest> corrects)
    implements StatementBody {

  public SiteDeclaration {
    areas = List.copyOf(areas);
    assumptions = List.copyOf(assumptions);
    if (areas.isEmpty()) {
      throw new IllegalArgumentException("site " + site + " declares no area");
    }
    Set<AreaId> names = new HashSet<>();
    Set<String> points = new HashSet<>();
    for (ComputeBalanceArea area : areas) {
      if (!names.add(area.id())) {
        throw new IllegalArgumentException(
            "site " + site + " declares area " + area.id() + " twice");
      }
      for (MeasurementPoint point : area.points()) {
        if (!points.add(point.name())) {
          throw new IllegalArgumentException(
              "site " + site + " declares point " + point.name() + " in two areas");
        }
      }
    }
  }

  @Override
  public StatementKind kind() {
    return StatementKind.SITE_DECLARATION;
  }
}
