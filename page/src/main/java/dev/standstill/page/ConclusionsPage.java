package dev.standstill.page;

import dev.standstill.core.charter.Charter;
import dev.standstill.core.finding.Evaluation;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.time.Instant;
import java.util.Optional;

/**
 * One evaluation as a page of its own.
 *
 * @param title what the reader is looking at, for example the source's name
 * @param checkpoint the log's head that was read; empty if none could be
 * @param charterDigest the charter's statement id; empty if no charter could be read
 * @param charter the charter in force; empty if none could be read
 * @param asOf the time for which it was concluded
 * @param disclosed how many confidential contents this reader was shown
 * @param evaluation what was concluded
 * @param command what a reader types to conclude the same
 */
public record ConclusionsPage(
    String title,
    Optional<Checkpoint> checkpoint,
    Optional<String> charterDigest,
    Optional<Charter> charter,
    Instant asOf,
    long disclosed,
    Evaluation evaluation,
    String command) {

  /**
   * The head of a log, as texts: a damaged one must be shown as it was found.
   *
   * @param origin the log's name
   * @param size how many entries
   * @param root the Merkle root
   */
  public record Checkpoint(String origin, String size, String root) {}

  /** The whole page: well-formed, self-contained, the same bytes for the same input. */
  public String html() {
    StringOutput out = new StringOutput();
    JtepageGenerated.render(
        new OwaspHtmlTemplateOutput(out), NothingAdded.HERE, this, PageView.of(this));
    return Inert.text(out.toString());
  }
}
