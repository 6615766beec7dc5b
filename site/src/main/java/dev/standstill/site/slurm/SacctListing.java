package dev.standstill.site.slurm;

import dev.standstill.site.slurm.AccountingDefect.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What {@code sacct --parsable2} prints, read.
 *
 * <p>An owner's comment may hold anything, also line ends and what looks like another job. So it is
 * asked for as the last field, and the fields are divided by something nobody can guess; a line
 * without that belongs to the comment before it.
 *
 * @param jobs what could be read
 * @param defects what could not
 */
public record SacctListing(List<AccountedJob> jobs, List<AccountingDefect> defects) {

  public SacctListing {
    jobs = List.copyOf(jobs);
    defects = List.copyOf(defects);
  }

  /**
   * Reads it.
   *
   * @param text with a heading of Slurm's own names of the fields
   * @param delimiter what divides fields
   * @param deviceResources the generic resources that are devices
   * @return empty if the heading is not one
   */
  static Optional<SacctListing> parse(String text, String delimiter, List<String> deviceResources) {
    List<Line> lines = joined(text, delimiter);
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    List<String> heading =
        List.of(fields(lines.getFirst().text().toLowerCase(Locale.ROOT), delimiter, 0));
    if (!heading.contains("jobid") || !heading.contains("alloctres")) {
      return Optional.empty();
    }
    List<AccountedJob> jobs = new ArrayList<>();
    List<AccountingDefect> defects = new ArrayList<>();
    for (Line line : lines.subList(1, lines.size())) {
      String[] fields = fields(line.text(), delimiter, heading.size());
      if (fields.length < heading.size()) {
        defects.add(new AccountingDefect(line.place(), line.text(), Reason.CUT_SHORT, ""));
        continue;
      }
      SacctFields row = new SacctFields(heading, List.of(fields), deviceResources);
      Optional<AccountedJob> job = row.job();
      job.ifPresent(jobs::add);
      row.defect()
          .ifPresent(defect ->
              defects.add(
                  new AccountingDefect(
                      line.place(), line.text(), defect.reason(), defect.field())));
    }
    return Optional.of(new SacctListing(jobs, defects));
  }

  private static String[] fields(String line, String delimiter, int most) {
    return line.split(java.util.regex.Pattern.quote(delimiter), most == 0 ? -1 : most);
  }

  /**
   * What was printed of one run.
   *
   * @param number of its first line, counted from 1
   */
  private record Line(int number, String text) {
    String place() {
      return "line " + number;
    }
  }

  private static List<Line> joined(String text, String delimiter) {
    List<Line> lines = new ArrayList<>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (line.contains(delimiter) || lines.isEmpty()) {
        lines.add(new Line(number, line));
      } else {
        Line before = lines.removeLast();
        lines.add(new Line(before.number(), before.text() + "\n" + line));
      }
    }
    return lines;
  }
}
