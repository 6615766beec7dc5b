package dev.standstill.cli;

import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.Quorum;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A quorum on one line: {@code aurora}, {@code any{a,b}}, {@code all{a,b}}, {@code 2of{a,b,c}}, and
 * any of these in place of a party.
 */
final class QuorumText {
  private static final Pattern HEAD = Pattern.compile("(any|all|([0-9]{1,3})of)\\{");
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*");

  private final String text;
  private int at;

  private QuorumText(String text) {
    this.text = text;
  }

  static Quorum parse(String text) {
    QuorumText parser = new QuorumText(text.replace(" ", ""));
    Quorum quorum = parser.quorum(0);
    if (parser.at != parser.text.length()) {
      throw parser.unexpected("the end");
    }
    return quorum;
  }

  private Quorum quorum(int depth) {
    if (depth > Quorum.DEPTH_MAX) {
      throw new IllegalArgumentException("a quorum nests at most " + Quorum.DEPTH_MAX + " deep");
    }
    Matcher head = HEAD.matcher(text).region(at, text.length());
    if (head.lookingAt()) {
      at = head.end();
      List<Quorum> members = members(depth);
      return switch (head.group(1)) {
        case "any" -> Quorum.any(members);
        case "all" -> Quorum.all(members);
        default -> new Quorum.AtLeast(Integer.parseInt(head.group(2)), members);
      };
    }
    Matcher name = NAME.matcher(text).region(at, text.length());
    if (!name.lookingAt()) {
      throw unexpected("a party, any{, all{ or 2of{");
    }
    at = name.end();
    return new Quorum.Member(new PartyId(name.group()));
  }

  private List<Quorum> members(int depth) {
    List<Quorum> members = new ArrayList<>();
    members.add(quorum(depth + 1));
    while (at < text.length() && text.charAt(at) == ',') {
      at++;
      members.add(quorum(depth + 1));
    }
    if (at >= text.length() || text.charAt(at) != '}') {
      throw unexpected("a comma or }");
    }
    at++;
    return members;
  }

  private IllegalArgumentException unexpected(String expected) {
    return new IllegalArgumentException(
        "expected " + expected + " after '" + text.substring(0, at) + "'");
  }
}
