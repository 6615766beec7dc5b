package dev.standstill.core.rule;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The rules of one source in one version.
 *
 * @param id of the source, the same in all its versions
 * @param version the date of this text, as its citation has it
 * @param title for people
 * @param validity when it binds
 * @param rules at least one, no id twice
 * @param citation where the text stands
 */
public record RulePack(
    String id,
    String version,
    String title,
    Validity validity,
    List<Rule> rules,
    Citation citation) {

  public RulePack {
    Rule.requireId(id);
    Rule.requireId(version);
    rules = List.copyOf(rules);
    if (title.isBlank() || rules.isEmpty()) {
      throw new IllegalArgumentException("a rule pack has a title and a rule: " + id);
    }
    Set<String> ids = new HashSet<>();
    for (Rule rule : rules) {
      if (!ids.add(rule.id())) {
        throw new IllegalArgumentException("pack " + id + " has rule " + rule.id() + " twice");
      }
    }
  }

  /** Source and version together: what an answer names. */
  public String name() {
    return id + "/" + version;
  }
}
