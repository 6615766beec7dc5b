package dev.standstill.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.core.finding.Conclusion;
import dev.standstill.core.finding.Detectable;
import dev.standstill.core.finding.Finding;
import dev.standstill.core.finding.Reason;
import dev.standstill.core.finding.Subject;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.core.record.Digest;
import dev.standstill.core.site.AreaId;
import dev.standstill.wire.json.StrictJson;
import dev.standstill.wire.json.Words;
import java.util.Optional;
import java.util.function.Function;

/**
 * Conclusions as printed JSON. Unlike a statement it is never signed or read back, so what is
 * absent stands there as null: a reader sees that nothing was forgotten.
 */
public final class ConclusionsJson {
  private ConclusionsJson() {}

  /** Indented, deterministic, with a final newline. */
  public static String write(Verification verification) {
    return StrictJson.pretty(tree(verification));
  }

  /** The same as a tree, for a command that has more to print beside it. */
  public static ObjectNode tree(Verification verification) {
    ObjectNode node = Notation.object();
    node.put("charter", verification.charter().map(Digest::hex).orElse(null));
    node.set("checkpoint", orNull(verification.checkpoint(), ConclusionsJson::checkpoint));
    node.set("disclosed", Notation.digests(verification.disclosed()));
    node.put("asOf", Notation.time(verification.asOf()));
    ArrayNode conclusions = node.putArray("conclusions");
    verification.conclusions().forEach(conclusion -> conclusions.add(conclusion(conclusion)));
    ArrayNode findings = node.putArray("findings");
    verification.findings().forEach(finding -> findings.add(finding(finding)));
    return node;
  }

  private static ObjectNode checkpoint(CheckpointReference checkpoint) {
    return Notation.object()
        .put("origin", checkpoint.origin())
        .put("size", checkpoint.size())
        .put("root", checkpoint.root().base64());
  }

  private static ObjectNode conclusion(Conclusion conclusion) {
    ObjectNode node = Notation.object().put("claim", Words.of(conclusion.claim()));
    node.set("subject", subject(conclusion.subject()));
    node.set("period", period(conclusion.period()));
    node.put("status", Words.of(conclusion.status()));
    node.put("sentence", conclusion.sentence());
    ArrayNode reasons = node.putArray("reasons");
    conclusion.reasons().forEach(reason -> reasons.add(reason(reason)));
    node.set("detectable", orNull(conclusion.detectable(), ConclusionsJson::detectable));
    node.set("assumes", Notation.assumptions(conclusion.assumes()));
    node.put("basis", Words.of(conclusion.basis()));
    node.set("weakestLinks", Notation.words(conclusion.weakestLinks()));
    node.set("notEstablished", Notation.words(conclusion.notEstablished()));
    ArrayNode evidence = node.putArray("evidence");
    conclusion.evidence().forEach(evidence::add);
    return node;
  }

  private static ObjectNode subject(Subject subject) {
    return Notation.object()
        .put("party", subject.party().map(PartyId::name).orElse(null))
        .put("site", subject.site().orElse(null))
        .put("area", subject.area().map(AreaId::name).orElse(null))
        .put("source", subject.source().orElse(null))
        .put("order", subject.order().map(Digest::hex).orElse(null));
  }

  private static ObjectNode reason(Reason reason) {
    ObjectNode node = Notation.object().put("code", Words.of(reason.code()));
    if (!reason.points().isEmpty()) {
      node.set("points", Notation.strings(reason.points()));
    }
    if (!reason.place().isEmpty()) {
      node.put("place", reason.place());
    }
    return node.put("detail", reason.detail());
  }

  private static ObjectNode detectable(Detectable detectable) {
    ObjectNode node = Notation.object();
    ObjectNode honest = node.putObject("honest");
    honest.set("flop", finite(detectable.honestFlop()));
    honest.put("probability", detectable.probability()).put("falseAlarm", detectable.falseAlarm());
    ObjectNode adversarial = node.putObject("adversarial");
    adversarial.set("flop", finite(detectable.adversarialFlop()));
    adversarial.put("biasBound", detectable.biasBound()).put("source", detectable.biasSource());
    return node;
  }

  private static ObjectNode finding(Finding finding) {
    ObjectNode node = Notation.object().put("code", Words.of(finding.code()));
    node.set("subject", subject(finding.subject()));
    node.set("period", period(finding.period()));
    node.set("points", Notation.strings(finding.points()));
    return node.put("detail", finding.detail());
  }

  private static JsonNode period(Optional<BalancePeriod> period) {
    return orNull(period, Notation::period);
  }

  /** No amount, however large, would have been seen: JSON has no infinity, so null. */
  private static JsonNode finite(double flop) {
    return Double.isFinite(flop) ? DoubleNode.valueOf(flop) : NullNode.getInstance();
  }

  private static <T> JsonNode orNull(Optional<T> value, Function<T, ObjectNode> writer) {
    return value.<JsonNode>map(writer).orElse(NullNode.getInstance());
  }
}
