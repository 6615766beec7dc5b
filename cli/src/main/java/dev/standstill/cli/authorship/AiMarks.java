package dev.standstill.cli.authorship;

import dev.standstill.core.indicator.CommitAuthorship.Mark;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The marks that AI tools leave on commits. Addresses, not names: names of models drift. From the
 * published lists of git-ai (55a1d72) and block/aittributor (f8c4839).
 */
final class AiMarks {

  /** Part of what a reading must name: with another list the same history has other shares. */
  static final String VERSION = "standstill-marks/1";

  private static final List<String> ADDRESSES =
      List.of(
          "noreply@anthropic.com",
          "cursoragent@cursor.com",
          "223556219+copilot@users.noreply.github.com",
          "198982749+copilot@users.noreply.github.com",
          "158243242+devin-ai-integration[bot]@users.noreply.github.com",
          "noreply@openai.com",
          "codex@openai.com",
          "noreply@aider.chat",
          "noreply@codeium.com",
          "noreply@windsurf.com",
          "noreply@amazon.com",
          "amp@ampcode.com",
          "noreply@cline.bot",
          "gemini-cli-agent@google.com",
          "noreply@opencode.ai",
          "opensource@block.xyz",
          "roomote@roocode.com");

  private static final List<String> LOGINS =
      List.of(
          "factory-droid[bot]",
          "copilot-swe-agent[bot]",
          "cursor[bot]",
          "chatgpt-codex-connector[bot]",
          "google-labs-jules[bot]",
          "devin-ai-integration[bot]");

  private static final Pattern COPILOT =
      Pattern.compile("([0-9]+\\+)?copilot@users\\.noreply\\.github\\.com");

  private static final Pattern CO_AUTHOR = Pattern.compile("^co-authored-by:(.*)<([^<>]*)>\\s*$");

  private static final Pattern OTHER_TRAILER =
      Pattern.compile("^(generated-by|assisted-by|ai-assisted|ai-assisted-by):\\s*\\S.*$");

  private static final Pattern GENERATED_WITH = Pattern.compile("generated with \\[claude code\\]");

  private AiMarks() {}

  /**
   * What a commit shows of itself.
   *
   * @param name of the author
   * @param address of the author
   * @param message whole
   */
  static Mark of(String name, String address, String message) {
    if (isAi(name, address)) {
      return Mark.AUTHOR;
    }
    return message.lines().anyMatch(AiMarks::names) ? Mark.TRAILER : Mark.NONE;
  }

  private static boolean isAi(String name, String address) {
    String who = name.strip().toLowerCase(Locale.ROOT);
    String where = address.strip().toLowerCase(Locale.ROOT);
    return ADDRESSES.contains(where)
        || COPILOT.matcher(where).matches()
        || who.endsWith("(aider)")
        || LOGINS.stream()
            .anyMatch(login -> who.equals(login) || where.contains("+" + login + "@"));
  }

  private static boolean names(String line) {
    String lower = line.strip().toLowerCase(Locale.ROOT);
    Matcher coAuthor = CO_AUTHOR.matcher(lower);
    if (coAuthor.matches()) {
      return isAi(coAuthor.group(1), coAuthor.group(2));
    }
    return OTHER_TRAILER.matcher(lower).matches() || GENERATED_WITH.matcher(lower).find();
  }
}
