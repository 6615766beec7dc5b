package dev.standstill.page.register;

import dev.standstill.core.finding.SourceState.SourceDefect;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.core.record.StatementBody;
import dev.standstill.core.record.StatementKind;
import dev.standstill.page.register.WorldView.Change;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The statements of the log, as lines. */
final class LogView {

  /** So many statements on a page. */
  static final int LINES = 200;

  private static final Duration DAY = Duration.ofDays(1);

  private LogView() {}

  /** One statement in the log. */
  record Line(long index, String kind, String author, String when, Link statement) {}

  /** One page of the log. */
  record Page(List<Line> lines, int number, int pages, List<SourceDefect> defects) {}

  static int pages(Books books) {
    return Math.max(1, (books.statements().size() + LINES - 1) / LINES);
  }

  /** The newest statements are on the first page. */
  static Page page(int number, Books books, Links links) {
    List<Line> lines =
        books.statements().reversed().stream()
            .skip((long) (number - 1) * LINES)
            .limit(LINES)
            .map(fact -> line(fact, links))
            .toList();
    return new Page(lines, number, pages(books), books.snapshot().defects());
  }

  private static Line line(PublishedFact<? extends StatementBody> fact, Links links) {
    return new Line(
        fact.logIndex(),
        OrderWords.spoken(fact.body().kind()),
        fact.author().name(),
        Times.logged(fact.loggedAt()),
        new Link(Ids.brief(fact.id()), links.statement(fact.id())));
  }

  /** What was logged, as far as witnesses tell, in the day before the as-of time. */
  static List<Change> lastDay(Books books, Links links) {
    Instant since = books.snapshot().asOf().minus(DAY);
    return books.statements().reversed().stream()
        .filter(fact -> fact.body().kind() != StatementKind.LOG_TIME)
        .filter(fact -> Times.mayBeAfter(fact.loggedAt(), since))
        .map(fact -> change(fact, links))
        .toList();
  }

  static Change change(PublishedFact<? extends StatementBody> fact, Links links) {
    return new Change(
        Times.logged(fact.loggedAt()),
        WorldView.capital(OrderWords.spoken(fact.body().kind())) + " of " + fact.author(),
        new Link("entry " + fact.logIndex(), links.statement(fact.id())));
  }
}
