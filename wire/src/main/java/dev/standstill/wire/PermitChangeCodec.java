package dev.standstill.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.permit.PermitChange;
import dev.standstill.core.permit.PermitChange.Step;
import dev.standstill.core.permit.PermitTerms;
import dev.standstill.core.record.Digest;
import dev.standstill.wire.json.StrictObject;
import dev.standstill.wire.json.StrictValue;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** What a quorum makes of a permit, as JSON: the step is an object with one field, its name. */
final class PermitChangeCodec implements BodyCodec<PermitChange> {
  private static final String AMEND = "amend";
  private static final String SUSPEND = "suspend";
  private static final String REINSTATE = "reinstate";
  private static final String REVOKE = "revoke";
  private static final String REFUSE = "refuse";

  @Override
  public Class<PermitChange> type() {
    return PermitChange.class;
  }

  @Override
  public ObjectNode write(PermitChange change) {
    ObjectNode node = Notation.object();
    node.set("step", write(change.step()));
    node.put("proposer", change.proposer().name());
    node.set("recused", Notation.parties(change.recused()));
    return node.put("reason", change.reason());
  }

  private static ObjectNode write(Step step) {
    ObjectNode node = Notation.object();
    String permit = step.permit().hex();
    switch (step) {
      case Step.Amend amend ->
          node.putObject(AMEND)
              .put("permit", permit)
              .set("terms", PermitTermsNotation.write(amend.terms()));
      case Step.Suspend suspend -> {
        ObjectNode body = node.putObject(SUSPEND).put("permit", permit);
        suspend.until().ifPresent(until -> body.put("until", Notation.time(until)));
      }
      case Step.Reinstate reinstate -> node.putObject(REINSTATE).put("permit", permit);
      case Step.Revoke revoke -> node.putObject(REVOKE).put("permit", permit);
      case Step.Refuse refuse -> node.putObject(REFUSE).put("permit", permit);
    }
    return node;
  }

  @Override
  public PermitChange read(StrictValue predicate) {
    StrictObject node = predicate.object("step", "proposer", "recused", "reason");
    Step step = step(node.field("step"));
    PartyId proposer = Notation.party(node.field("proposer"));
    Set<PartyId> recused = Notation.parties(node.field("recused"));
    String reason = node.field("reason").text();
    return predicate.build(() -> new PermitChange(step, proposer, recused, reason));
  }

  private static Step step(StrictValue value) {
    StrictObject node = value.object(AMEND, SUSPEND, REINSTATE, REVOKE, REFUSE);
    String only = Notation.only(value, node, AMEND, SUSPEND, REINSTATE, REVOKE, REFUSE);
    StrictValue step = node.field(only);
    return switch (only) {
      case AMEND -> amend(step);
      case SUSPEND -> suspend(step);
      case REINSTATE -> new Step.Reinstate(permit(step));
      case REVOKE -> new Step.Revoke(permit(step));
      case REFUSE -> new Step.Refuse(permit(step));
      default -> throw new IllegalStateException("a step without a reader: " + only);
    };
  }

  private static Digest permit(StrictValue value) {
    return Notation.digest(value.object("permit").field("permit"));
  }

  private static Step amend(StrictValue value) {
    StrictObject node = value.object("permit", "terms");
    Digest permit = Notation.digest(node.field("permit"));
    PermitTerms terms = PermitTermsNotation.read(node.field("terms"));
    return new Step.Amend(permit, terms);
  }

  private static Step suspend(StrictValue value) {
    StrictObject node = value.object("permit", "until");
    Digest permit = Notation.digest(node.field("permit"));
    Optional<Instant> until = node.optional("until").map(StrictValue::instant);
    return new Step.Suspend(permit, until);
  }
}
