package dev.standstill.wire;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.core.charter.CriticalService;
import dev.standstill.core.permit.PermitBook;
import dev.standstill.core.permit.PermitDefect;
import dev.standstill.core.permit.PermitLife;
import dev.standstill.core.permit.PermitTerms;
import dev.standstill.core.permit.Purpose;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.record.Digest;
import dev.standstill.wire.json.Words;
import java.time.Instant;
import java.util.Optional;

/** Where permits stand, as JSON. */
public final class PermitsJson {

  private PermitsJson() {}

  /** The word for where a permit stands. */
  public static String state(PermitLife life) {
    return switch (life) {
      case PermitLife.Proposed proposed -> "proposed";
      case PermitLife.Requested requested -> "requested";
      case PermitLife.Answered answered -> "answered";
      case PermitLife.Refused refused -> "refused";
      case PermitLife.NotYetValid granted -> "not-yet-valid";
      case PermitLife.Live live -> "live";
      case PermitLife.Suspended suspended -> "suspended";
      case PermitLife.Revoked revoked -> "revoked";
      case PermitLife.Expired expired -> "expired";
      case PermitLife.Exhausted exhausted -> "exhausted";
    };
  }

  /** What a permit that no restraint stops is for; empty for ordinary work. */
  public static Optional<String> exemption(Purpose purpose) {
    return switch (purpose) {
      case Purpose.Ordinary ordinary -> Optional.empty();
      case Purpose.Critical(CriticalService service) ->
          Optional.of("goes on under every restraint, for the critical service " + service);
      case Purpose.BreakGlass(String reason) ->
          Optional.of("goes on under every restraint, for an emergency: " + reason);
    };
  }

  public static ObjectNode write(Digest id, PermitLife life, PermitBook book) {
    ObjectNode node =
        JsonNodeFactory.instance.objectNode().put("permit", id.hex()).put("state", state(life));
    switch (life) {
      case PermitLife.Proposed proposed ->
          proposed.signers().forEach(party -> node.withArray("signers").add(party.name()));
      case PermitLife.Requested(var place, Optional<Instant> from) ->
          from.ifPresent(time -> node.put("tacitFrom", time.toString()));
      case PermitLife.Refused(var place, PermitDefect defect) ->
          node.put("defect", Words.of(defect));
      case PermitLife.Suspended(var place, Optional<Instant> until) ->
          until.ifPresent(time -> node.put("until", time.toString()));
      case PermitLife.Live(var place, var terms, Flop remaining) ->
          node.put("remainingFlop", remaining.toString());
      case PermitLife.Answered answered -> {}
      case PermitLife.NotYetValid granted -> {}
      case PermitLife.Revoked revoked -> {}
      case PermitLife.Expired expired -> {}
      case PermitLife.Exhausted exhausted -> node.put("remainingFlop", "0");
    }
    node.put("drawnFlop", book.drawn(id).orElseThrow().toString());
    node.putObject("restsOn")
        .put("logIndex", life.restsOn().logIndex())
        .put("id", life.restsOn().id().hex());
    node.set("terms", PermitTermsNotation.write(terms(id, life, book)));
    return node;
  }

  /** The terms as they stand; where nothing was ever permitted, as they were asked for. */
  public static PermitTerms terms(Digest id, PermitLife life, PermitBook book) {
    return switch (life) {
      case PermitLife.Live live -> live.terms();
      case PermitLife.NotYetValid granted -> granted.terms();
      case PermitLife.Expired expired -> expired.terms();
      case PermitLife.Exhausted exhausted -> exhausted.terms();
      case PermitLife.Proposed proposed -> book.firstTerms(id).orElseThrow();
      case PermitLife.Requested requested -> book.firstTerms(id).orElseThrow();
      case PermitLife.Answered answered -> book.firstTerms(id).orElseThrow();
      case PermitLife.Refused refused -> book.firstTerms(id).orElseThrow();
      case PermitLife.Suspended suspended -> book.lastTerms(id).orElseThrow();
      case PermitLife.Revoked revoked -> book.lastTerms(id).orElseThrow();
    };
  }
}
