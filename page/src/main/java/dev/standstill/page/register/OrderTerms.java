package dev.standstill.page.register;

import dev.standstill.core.order.AdoptionCondition;
import dev.standstill.core.order.AdoptionCondition.Adopters;
import dev.standstill.core.order.Measure;
import dev.standstill.core.order.Order;
import dev.standstill.core.order.OrderState;
import dev.standstill.core.order.Terms;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.InclusionTime;
import dev.standstill.page.Names;
import dev.standstill.page.register.OrderView.Term;
import dev.standstill.page.words.Figures;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an order says, and when it takes effect, as names and values. */
final class OrderTerms {
  private final Digest id;
  private final Order order;
  private final OrderState state;
  private final List<Term> terms = new ArrayList<>();

  OrderTerms(Digest id, Order order, OrderState state) {
    this.id = id;
    this.order = order;
    this.state = state;
  }

  List<Term> all() {
    say("Adopted", state.adoptedAt(id).map(Times::logged).orElse("not yet: the quorum is missing"));
    switch (order.measure()) {
      case Measure.Pause pause -> {
        say("Grace to save work", Figures.duration(pause.checkpointGrace()));
        restriction(pause);
      }
      case Measure.Slow slow -> {
        say("Cap", OrderWords.perDay(slow.flopPerDay()));
        restriction(slow);
      }
      case Measure.Amend amend -> {
        say("Now binds", OrderWords.scope(amend.replacement().scope()));
        say("The old one falls away", Figures.instant(amend.at()));
        restriction(amend.replacement());
      }
      case Measure.Resume resume ->
          resume
              .stages()
              .forEach(stage ->
                  say(
                      Figures.instant(stage.at()),
                      stage
                          .flopPerDay()
                          .map(cap -> "eased to " + OrderWords.perDay(cap))
                          .orElse("nothing of it remains")));
      case Measure.Extend extend -> say("Next review by", Figures.instant(extend.reviewBy()));
      case Measure.Stay stay -> {
        say("Suspended from", Figures.instant(stay.at()));
        say("Holds again from", Figures.instant(stay.until()));
      }
      case Measure.Withdraw withdraw -> {}
    }
    order.condition().ifPresent(condition -> say("Only if adopted by", adopters(condition)));
    state.receiptsDue(id).ifPresent(due -> say("Receipts due by", Figures.instant(due)));
    return List.copyOf(terms);
  }

  private void restriction(Measure.Restriction restriction) {
    Terms agreed = restriction.terms();
    say("Holds from", Figures.instant(agreed.from()));
    stopped(restriction, agreed.from())
        .ifPresent(by -> say("Everything in scope stopped by", Figures.instant(by)));
    say("Reviewed by", Figures.instant(agreed.reviewBy()));
    say(
        "Ends",
        "by an order to resume, and by nothing else"
            + (agreed.liftConditions().isEmpty()
                ? ""
                : "; not before these are read as met: "
                    + String.join(", ", agreed.liftConditions())));
  }

  private Optional<Instant> stopped(Measure.Restriction restriction, Instant from) {
    return switch (restriction) {
      case Measure.Slow slow -> Optional.empty();
      case Measure.Pause pause ->
          state
              .adoptedAt(id)
              .flatMap(InclusionTime::notAfter)
              .map(logged -> (logged.isAfter(from) ? logged : from).plus(pause.checkpointGrace()));
    };
  }

  private static String adopters(AdoptionCondition condition) {
    return switch (condition.adopters()) {
      case Adopters.Named(var parties) -> Names.list(parties.stream().map(PartyId::name).toList());
      case Adopters.Share(var share) ->
          "parties with " + Figures.percent(share.fraction()) + " of the known compute";
    };
  }

  private void say(String name, String value) {
    terms.add(new Term(name, value));
  }
}
