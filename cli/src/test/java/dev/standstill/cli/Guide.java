package dev.standstill.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A guide that people follow word for word, as steps. A block {@code sh} is what they type; a block
 * {@code text} right behind it is what they see: {@code …} stands for any characters, a line of it
 * alone for any lines. A block {@code text exit 1} says that the step ends so; without it a step
 * ends with 0.
 */
record Guide(List<Step> steps) {

  /** What is typed, and what is seen; nothing is said of what no block shows. */
  record Step(int line, String typed, Optional<String> seen, int status) {

    /** Whether this output is what the guide shows. */
    boolean shows(String output) {
      StringBuilder pattern = new StringBuilder();
      for (String line : seen.orElse("…").strip().lines().toList()) {
        pattern.append(line.strip().equals("…") ? "(?:.*\n)*?" : pattern(line) + "[ ]*\n");
      }
      String printed = output.isBlank() ? "" : output.strip() + "\n";
      return Pattern.matches(pattern.toString(), printed);
    }

    private static String pattern(String line) {
      StringBuilder pattern = new StringBuilder();
      for (String part : line.stripTrailing().splitWithDelimiters("…", 0)) {
        pattern.append(part.equals("…") ? ".*" : Pattern.quote(part));
      }
      return pattern.toString();
    }
  }

  private static final Pattern SEEN = Pattern.compile("```text(?: exit (\\d))?");

  static Guide read(Path file) throws IOException {
    List<Step> steps = new ArrayList<>();
    List<String> lines = Files.readAllLines(file);
    int at = 0;
    while (at < lines.size()) {
      var seen = SEEN.matcher(lines.get(at));
      if (lines.get(at).equals("```sh")) {
        int begin = at + 1;
        at = end(lines, begin);
        String typed = String.join("\n", lines.subList(begin, at));
        steps.add(new Step(begin, typed, Optional.empty(), 0));
      } else if (seen.matches() && !steps.isEmpty()) {
        int begin = at + 1;
        at = end(lines, begin);
        int status = seen.group(1) == null ? 0 : Integer.parseInt(seen.group(1));
        Step step = steps.removeLast();
        String shown = String.join("\n", lines.subList(begin, at));
        steps.add(new Step(step.line(), step.typed(), Optional.of(shown), status));
      }
      at++;
    }
    return new Guide(List.copyOf(steps));
  }

  private static int end(List<String> lines, int begin) {
    int end = begin;
    while (!lines.get(end).equals("```")) {
      end++;
    }
    return end;
  }

  /** One script for one shell, which leaves what each step printed and how it ended in files. */
  String script(Path results) {
    StringBuilder script = new StringBuilder("trap 'kill $(jobs -p) 2>/dev/null; wait' EXIT\n");
    for (int i = 0; i < steps.size(); i++) {
      String to = "'" + results.resolve(String.valueOf(i)) + "'";
      script.append("failed=0; trap 'failed=$?' ERR\n{\n").append(steps.get(i).typed());
      script.append("\n} >" + to + " 2>&1 </dev/null\ntrap - ERR\n");
      script.append("echo $failed >" + to + ".status\n");
      // What follows would only hide where it began.
      script.append("[ $failed = " + steps.get(i).status() + " ] || exit 1\n");
    }
    return script.toString();
  }
}
