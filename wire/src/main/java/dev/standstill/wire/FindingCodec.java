package dev.standstill.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.core.finding.Finding;
import dev.standstill.core.finding.FindingCode;
import dev.standstill.core.finding.Subject;
import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.wire.json.StrictObject;
import dev.standstill.wire.json.StrictValue;
import dev.standstill.wire.json.Words;
import java.util.List;
import java.util.Optional;

/** Something noticed, as JSON. */
final class FindingCodec implements BodyCodec<Finding> {

  @Override
  public Class<Finding> type() {
    return Finding.class;
  }

  @Override
  public ObjectNode write(Finding finding) {
    ObjectNode node = Notation.object().put("code", Words.of(finding.code()));
    node.set("subject", write(finding.subject()));
    finding.period().ifPresent(period -> node.set("period", Notation.period(period)));
    node.set("points", Notation.strings(finding.points()));
    return node.put("detail", finding.detail());
  }

  private static ObjectNode write(Subject subject) {
    ObjectNode node = Notation.object();
    subject.party().ifPresent(party -> node.put("party", party.name()));
    subject.site().ifPresent(site -> node.put("site", site));
    subject.area().ifPresent(area -> node.put("area", area.name()));
    subject.source().ifPresent(source -> node.put("source", source));
    subject.order().ifPresent(order -> node.put("order", order.hex()));
    return node;
  }

  @Override
  public Finding read(StrictValue predicate) {
    StrictObject node = predicate.object("code", "subject", "period", "points", "detail");
    FindingCode code = node.field("code").word(FindingCode.class);
    Subject subject = subject(node.field("subject"));
    Optional<BalancePeriod> period = node.optional("period").map(Notation::period);
    List<String> points = node.field("points").list(StrictValue::text);
    String detail = node.field("detail").text();
    return predicate.build(() -> new Finding(code, subject, period, points, detail));
  }

  private static Subject subject(StrictValue value) {
    StrictObject node = value.object("party", "site", "area", "source", "order");
    return new Subject(
        node.optional("party").map(Notation::party),
        node.optional("site").map(Notation::siteName),
        node.optional("area").map(Notation::area),
        node.optional("source").map(StrictValue::text),
        node.optional("order").map(Notation::digest));
  }
}
