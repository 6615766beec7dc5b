package dev.standstill.page.register;

import dev.standstill.core.party.SiteId;
import dev.standstill.core.permit.PermitBook;
import dev.standstill.core.permit.PermitLife;
import dev.standstill.core.permit.PermitTerms;
import dev.standstill.core.permit.Purpose;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.record.Digest;
import dev.standstill.page.Names;
import dev.standstill.page.register.OrderView.Term;
import dev.standstill.page.words.Figures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One permit, or a request for one.
 *
 * @param id its id
 * @param word its state
 * @param live whether it permits something now
 * @param sentence its state in a sentence
 * @param site whose it is
 * @param lineage of which models
 * @param purpose what it is for, in words
 * @param used what is drawn and what is left
 * @param share how much of the budget is drawn, from 0 to 100
 * @param terms the rest
 * @param statement what it rests on
 */
record PermitView(
    Digest id,
    String word,
    boolean live,
    String sentence,
    SiteId site,
    String lineage,
    String purpose,
    String used,
    long share,
    List<Term> terms,
    Link statement) {

  private static final int WHOLE = 100;

  static List<PermitView> all(Books books, Links links) {
    List<PermitView> views = new ArrayList<>();
    books
        .permits()
        .ifPresent(book ->
            book.at(books.moment()).forEach((id, life) -> views.add(of(id, life, book, links))));
    return views.stream().sorted(Comparator.comparing(view -> !view.live())).toList();
  }

  static List<PermitView> of(SiteId site, Books books, Links links) {
    return all(books, links).stream().filter(view -> view.site().equals(site)).toList();
  }

  private static PermitView of(Digest id, PermitLife life, PermitBook book, Links links) {
    PermitTerms terms = book.lastTerms(id).orElseThrow();
    Flop drawn = book.drawn(id).orElse(Flop.ZERO);
    double share = drawn.toDouble() / terms.budget().toDouble();
    return new PermitView(
        id,
        word(life),
        life instanceof PermitLife.Live,
        sentence(life),
        terms.site(),
        terms.lineage().id(),
        purpose(terms.purpose()),
        Figures.flop(drawn.toDouble()) + " drawn of " + Figures.flop(terms.budget().toDouble()),
        Math.min(WHOLE, Math.round(WHOLE * share)),
        terms(terms),
        new Link("entry " + life.restsOn().logIndex(), links.statement(life.restsOn().id())));
  }

  private static List<Term> terms(PermitTerms terms) {
    return List.of(
        new Term("Operations", OrderWords.operations(terms.operations())),
        new Term("Areas", Names.list(terms.areas().stream().map(String::valueOf).toList())),
        new Term(
            "Holds",
            Figures.instant(terms.notBefore()) + " to " + Figures.instant(terms.expires())),
        new Term("In a day", "at most " + Figures.flop(terms.flopPerDay().toDouble())),
        new Term("One job", "at most " + Figures.count(terms.devicesMax(), "device")));
  }

  private static String purpose(Purpose purpose) {
    return switch (purpose) {
      case Purpose.Ordinary ordinary -> "ordinary work";
      case Purpose.Critical(var service) ->
          "critical service " + service + ": goes on under a pause";
      case Purpose.BreakGlass(var reason) ->
          "an emergency that nobody foresaw: goes on under a pause. " + reason;
    };
  }

  private static String word(PermitLife life) {
    return switch (life) {
      case PermitLife.Proposed proposed -> "proposed";
      case PermitLife.Requested requested -> "requested";
      case PermitLife.Answered answered -> "answered";
      case PermitLife.Refused refused -> "refused";
      case PermitLife.NotYetValid waiting -> "not yet valid";
      case PermitLife.Live live -> "live";
      case PermitLife.Suspended suspended -> "suspended";
      case PermitLife.Revoked revoked -> "revoked";
      case PermitLife.Expired expired -> "expired";
      case PermitLife.Exhausted exhausted -> "exhausted";
    };
  }

  private static String sentence(PermitLife life) {
    return switch (life) {
      case PermitLife.Proposed proposed -> "Some have signed it, not the quorum.";
      case PermitLife.Requested(var at, var tacit) ->
          "Asked for and not answered"
              + tacit
                  .map(from -> "; unless refused it permits from " + Figures.instant(from))
                  .orElse("; silence is no approval")
              + ".";
      case PermitLife.Answered answered -> "A permit of its own answers this request.";
      case PermitLife.Refused(var at, var defect) ->
          "It permits nothing and never will: " + OrderWords.spoken(defect) + ".";
      case PermitLife.NotYetValid waiting -> "Granted; it waits for witnesses or for its day.";
      case PermitLife.Live live -> "It permits work within its bounds.";
      case PermitLife.Suspended(var at, var until) ->
          "It permits nothing for now"
              + until.map(end -> ", until " + Figures.instant(end)).orElse("")
              + ".";
      case PermitLife.Revoked revoked -> "It was taken back.";
      case PermitLife.Expired expired -> "Its time has passed.";
      case PermitLife.Exhausted exhausted -> "Its budget is used up.";
    };
  }
}
