package dev.standstill.simulation.live;

import dev.standstill.core.party.PartyId;
import dev.standstill.core.record.Citation;
import dev.standstill.core.record.StatementBody;
import dev.standstill.wire.Binding;
import dev.standstill.wire.PartySigner;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The three parties: what they sign, and what is told of it once the log shows it. */
final class LiveParties {

  private final Map<PartyId, PartySigner> keys;
  private final LivePlaces places;
  private final IndependentReader reader;
  private final Narrator narrator;
  private Binding binding;

  LiveParties(
      Map<PartyId, PartySigner> keys,
      Binding.ToLogKey logKey,
      LivePlaces places,
      IndependentReader reader,
      Narrator narrator) {
    this.keys = keys;
    this.binding = logKey;
    this.places = places;
    this.reader = reader;
    this.narrator = narrator;
  }

  /** From here on everything is said under this charter. */
  void agreed(Citation charter) {
    binding = new Binding.ToCharter(charter.id());
  }

  /** Signs and sends a statement; it is in the log when this returns. */
  Citation send(RegisterClient register, StatementBody body, PartyId... signers)
      throws IOException, InterruptedException {
    return register.send(binding, body, Stream.of(signers).map(this::key).toList());
  }

  /** Tells what was said, with its time in the log and its own page. */
  void told(Citation statement, String what) throws IOException, InterruptedException {
    told(statement, what, "statements/" + statement.id());
  }

  /** Tells what was said, with its time in the log and the page that shows what came of it. */
  void told(Citation statement, String what, String path) throws IOException, InterruptedException {
    Optional<Instant> time = reader.await(statement.logIndex());
    narrator.tell(time, what, Optional.of(page(path)));
  }

  /** Where the register shows it. */
  String page(String path) {
    return places.register().resolve(path).toString();
  }

  private PartySigner key(PartyId party) {
    PartySigner key = keys.get(party);
    if (key == null) {
      throw new IllegalStateException("no key of " + party);
    }
    return key;
  }
}
