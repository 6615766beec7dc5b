package dev.standstill.page.register;

import dev.standstill.core.party.PartyId;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.core.record.StatementBody;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One statement.
 *
 * @param id its id, whole
 * @param index where it stands in the log
 * @param kind what it is
 * @param author who answers for it
 * @param signers everyone whose key signed it
 * @param doubted those of them all of whose keys were later declared compromised
 * @param when when it entered the log
 * @param text every field, as a signer reads it
 */
record StatementView(
    String id,
    long index,
    String kind,
    PartyId author,
    List<String> signers,
    List<String> doubted,
    String when,
    List<String> text) {

  static Optional<StatementView> of(String hex, Books books) {
    if (!hex.matches("[0-9a-f]{64}")) {
      return Optional.empty();
    }
    return books.statement(new Digest(hex)).map(fact -> of(fact, books));
  }

  private static StatementView of(PublishedFact<? extends StatementBody> fact, Books books) {
    Set<PartyId> signers = new TreeSet<>(fact.signers().parties());
    Set<PartyId> doubted = new TreeSet<>(fact.signers().doubted());
    // Some sign later, in an envelope of their own around the same words.
    books.snapshot().facts().stream()
        .filter(other -> other.id().equals(fact.id()))
        .forEach(other -> {
          signers.addAll(other.signers().parties());
          doubted.addAll(other.signers().doubted());
        });
    return new StatementView(
        fact.id().hex(),
        fact.logIndex(),
        OrderWords.spoken(fact.body().kind()),
        fact.author(),
        names(signers),
        names(doubted),
        Times.logged(fact.loggedAt()),
        books.snapshot().texts().lines(fact));
  }

  private static List<String> names(Set<PartyId> parties) {
    return parties.stream().sorted().map(PartyId::name).toList();
  }
}
