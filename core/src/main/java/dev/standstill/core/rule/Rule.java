package dev.standstill.core.rule;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One sentence of a law, a guideline or a draft, as data.
 *
 * @param id short, unique within its pack
 * @param subject what it counts together
 * @param counting which operations it counts
 * @param conditions all of which must be met, at least one
 * @param qualifiers what else must be true, which compute cannot say
 * @param duty what follows
 * @param citation where it stands, and how well we know it
 */
public record Rule(
    String id,
    RuleSubject subject,
    Counting counting,
    List<Threshold> conditions,
    Set<Qualifier> qualifiers,
    Duty duty,
    Citation citation) {

  private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  public Rule {
    requireId(id);
    conditions = List.copyOf(conditions);
    if (conditions.isEmpty()) {
      throw new IllegalArgumentException("rule " + id + " has no threshold");
    }
    // Not Set.copyOf: its order differs from one start of the machine to the next.
    EnumSet<Qualifier> ordered = EnumSet.noneOf(Qualifier.class);
    ordered.addAll(qualifiers);
    qualifiers = Collections.unmodifiableSet(ordered);
  }

  static void requireId(String id) {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException("an id is a-z, 0-9 and single '-': " + id);
    }
  }
}
