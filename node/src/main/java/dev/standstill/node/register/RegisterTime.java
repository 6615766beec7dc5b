package dev.standstill.node.register;

import dev.standstill.core.charter.Charter;
import dev.standstill.core.party.Role;
import dev.standstill.core.record.LogTime;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.log.encoding.StrictBase64;
import dev.standstill.log.note.SignedNote;
import dev.standstill.log.sequence.LogTimeEntry;
import dev.standstill.wire.Binding;
import dev.standstill.wire.Envelope;
import dev.standstill.wire.KeyAlgorithm;
import dev.standstill.wire.PartyKey;
import dev.standstill.wire.PartySigner;
import dev.standstill.wire.Statement;
import dev.standstill.wire.StatementCodec;
import java.util.List;
import java.util.Optional;

/**
 * Logs each cosigned checkpoint as a statement of the register's own party, so that the log tells
 * the time. Nothing is said before a charter gives that party the role, and nothing where no
 * witness vouches for a time.
 */
public final class RegisterTime implements LogTimeEntry {
  private final Optional<PartySigner> signer;
  private volatile Optional<Register> register = Optional.empty();

  /**
   * With a key, or without one never.
   *
   * @throws IllegalArgumentException if the key does not sign the same with the same bytes: a
   *     restart would log the same time twice
   */
  public RegisterTime(Optional<PartySigner> signer) {
    if (signer.isPresent() && signer.get().key().algorithm() != KeyAlgorithm.ED25519) {
      throw new IllegalArgumentException("the register's key must be of Ed25519");
    }
    this.signer = signer;
  }

  /** From now on, by the charter that this register reads. */
  public void follow(Register opened) {
    register = Optional.of(opened);
  }

  @Override
  public Optional<byte[]> entryFor(SignedNote published) {
    if (signer.isEmpty() || register.isEmpty() || register.get().policy().isNone()) {
      return Optional.empty();
    }
    return register
        .get()
        .follower()
        .reading()
        .evidence()
        .charter()
        .filter(charter -> holdsRole(charter.body(), signer.get().key()))
        .map(charter -> entry(charter, published, signer.get()));
  }

  private static boolean holdsRole(Charter charter, PartyKey key) {
    return charter.parties().stream()
        .filter(party -> party.holds(Role.REGISTER))
        .flatMap(party -> party.verifierKeys().stream())
        .anyMatch(key.toString()::equals);
  }

  private static byte[] entry(
      PublishedFact<Charter> charter, SignedNote published, PartySigner signer) {
    Statement statement =
        new Statement(
            new Binding.ToCharter(charter.id()),
            new LogTime(StrictBase64.encode(published.encoded())));
    return Envelope.sign(StatementCodec.write(statement), List.of(signer)).encode();
  }
}
