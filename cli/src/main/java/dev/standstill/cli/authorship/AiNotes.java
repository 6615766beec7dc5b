package dev.standstill.cli.authorship;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.standstill.core.indicator.CommitAuthorship.LineNote;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * git-ai's notes (schema {@code authorship/3.0.0}): per file the lines that a prompt, a session or
 * a person wrote, then {@code ---}, then who those are. Lines of files outside the scope are left
 * out, and what names nobody is left unknown.
 */
final class AiNotes {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern ATTESTED = Pattern.compile("^\\s+(\\S+) ([0-9,\\-]+)$");
  private static final Pattern RANGE = Pattern.compile("([0-9]{1,9})(?:-([0-9]{1,9}))?");
  private static final String END_OF_LINES = "---";

  private AiNotes() {}

  /**
   * What a note attests; empty if it cannot be read as one, which leaves the commit to its marks.
   *
   * @param text of the note
   * @param inScope whether a path counts
   * @param addedLines in scope of the commit: a note never attests more
   */
  static Optional<LineNote> read(String text, Predicate<String> inScope, long addedLines) {
    List<String> lines = text.lines().toList();
    int end = lines.indexOf(END_OF_LINES);
    if (end < 0) {
      return Optional.empty();
    }
    JsonNode people;
    try {
      people = JSON.readTree(String.join("\n", lines.subList(end + 1, lines.size())));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
    long ai = 0;
    long human = 0;
    boolean counts = false;
    for (String line : lines.subList(0, end)) {
      Matcher attested = ATTESTED.matcher(line);
      if (!attested.matches()) {
        counts = inScope.test(path(line));
        continue;
      }
      if (!counts) {
        continue;
      }
      long size = size(attested.group(2));
      switch (who(people, attested.group(1))) {
        case AI -> ai += size;
        case HUMAN -> human += size;
        case UNKNOWN -> {}
      }
    }
    return ai + human > addedLines ? Optional.empty() : Optional.of(new LineNote(ai, human));
  }

  private enum Who {
    AI,
    HUMAN,
    UNKNOWN
  }

  private static Who who(JsonNode people, String key) {
    if (key.startsWith("h_")) {
      return people.path("humans").has(key) ? Who.HUMAN : Who.UNKNOWN;
    }
    if (key.startsWith("s_")) {
      String session = key.split("::", 2)[0];
      return people.path("sessions").has(session) ? Who.AI : Who.UNKNOWN;
    }
    return people.path("prompts").has(key) ? Who.AI : Who.UNKNOWN;
  }

  private static String path(String line) {
    String path = line.strip();
    boolean quoted = path.length() > 1 && path.startsWith("\"") && path.endsWith("\"");
    return quoted ? path.substring(1, path.length() - 1) : path;
  }

  private static long size(String ranges) {
    long size = 0;
    for (String range : ranges.split(",", -1)) {
      Matcher ends = RANGE.matcher(range);
      if (ends.matches()) {
        long first = Long.parseLong(ends.group(1));
        long last = ends.group(2) == null ? first : Long.parseLong(ends.group(2));
        size += Math.max(0, last - first + 1);
      }
    }
    return size;
  }
}
