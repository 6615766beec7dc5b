package dev.standstill.page.register;

import dev.standstill.core.charter.CharterHistory;
import dev.standstill.core.finding.Evaluation;
import dev.standstill.core.finding.SourceState.SourceDefect;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.core.record.StatementBody;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that the register's pages show, at one checkpoint. It is what a reader of the same source
 * gets: nothing here comes from a server's memory.
 *
 * @param address where the source is to be had, as a command names it
 * @param head the log's head that was read; empty if none verified
 * @param logKey the text of the log's key, for readers that check by themselves
 * @param logTime by when a quorum of witnesses had seen the head; empty if nobody vouches
 * @param witnessed whether the quorum policy names witnesses and they cosigned
 * @param asOf the time for which it was concluded
 * @param disclosed how many confidential contents were shown to whoever concluded
 * @param history the versions of the charter; empty if none could be read
 * @param facts the checked statements in the order of the log, without the charter
 * @param defects what is wrong with the source's bytes
 * @param evaluation what was concluded
 * @param dayBefore what was concluded as of a day earlier; empty if nobody looked
 * @param texts what a statement says, as a person reads it
 */
public record RegisterSnapshot(
    String address,
    Optional<Head> head,
    Optional<String> logKey,
    Optional<Instant> logTime,
    boolean witnessed,
    Instant asOf,
    long disclosed,
    Optional<CharterHistory> history,
    List<PublishedFact<? extends StatementBody>> facts,
    List<SourceDefect> defects,
    Evaluation evaluation,
    Optional<Evaluation> dayBefore,
    StatementTexts texts) {

  /** The place of a defect that is none of a file's. */
  private static final String WHOLE_LOG = "log";

  /**
   * The head of the log.
   *
   * @param origin the log's name
   * @param size how many entries
   * @param root the Merkle root, base64
   */
  public record Head(String origin, long size, String root) {}

  /** What statements say in words; this module knows no format. */
  @FunctionalInterface
  public interface StatementTexts {

    /** The lines of one statement. */
    List<String> lines(PublishedFact<? extends StatementBody> fact);
  }

  public RegisterSnapshot {
    facts = List.copyOf(facts);
    defects = damage(head, defects);
  }

  /** That nothing was logged yet, not even a charter, is no damage. */
  private static List<SourceDefect> damage(Optional<Head> head, List<SourceDefect> defects) {
    boolean empty = head.filter(one -> one.size() == 0).isPresent();
    return defects.stream().filter(one -> !empty || !one.place().equals(WHOLE_LOG)).toList();
  }
}
