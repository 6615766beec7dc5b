package dev.standstill.core.rule;

import dev.standstill.core.rule.Validity.Binding;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All packs that are known, in all their versions.
 *
 * @param packs no name twice; no two versions of one pack bind on the same day
 */
public record RuleCatalogue(List<RulePack> packs) {

  /** What has been published, as far as we read it. */
  public static final RuleCatalogue PUBLISHED =
      new RuleCatalogue(
          Stream.of(TreatyPacks.ALL, EuropeanPacks.ALL, AmericanPacks.ALL)
              .flatMap(List::stream)
              .toList());

  public RuleCatalogue {
    packs = List.copyOf(packs);
    Set<String> names = new HashSet<>();
    for (RulePack pack : packs) {
      if (!names.add(pack.name())) {
        throw new IllegalArgumentException("two packs are called " + pack.name());
      }
      for (RulePack other : packs) {
        if (!other.name().equals(pack.name())
            && other.id().equals(pack.id())
            && pack.validity() instanceof Binding one
            && other.validity() instanceof Binding two
            && one.overlaps(two)) {
          throw new IllegalArgumentException("two versions of pack " + pack.id() + " bind at once");
        }
      }
    }
  }

  /**
   * The packs that matter on this day: those in force, those adopted that begin later, and drafts
   * that an agreement may have adopted.
   */
  public List<RulePack> on(LocalDate day) {
    return packs.stream().filter(pack -> matters(pack.validity().on(day))).toList();
  }

  private static boolean matters(Validity.Standing standing) {
    return switch (standing) {
      case IN_FORCE, NOT_YET_IN_FORCE, DRAFT -> true;
      case NO_LONGER_IN_FORCE, NEVER_IN_FORCE -> false;
    };
  }
}
