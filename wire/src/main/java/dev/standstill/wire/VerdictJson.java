package dev.standstill.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.quantity.FlopRate;
import dev.standstill.core.record.Citation;
import dev.standstill.core.record.Digest;
import dev.standstill.core.rule.OperationKind;
import dev.standstill.core.site.AreaId;
import dev.standstill.core.verdict.Job;
import dev.standstill.core.verdict.Verdict;
import dev.standstill.wire.json.ReadResult;
import dev.standstill.wire.json.StrictJson;
import dev.standstill.wire.json.StrictObject;
import dev.standstill.wire.json.StrictValue;
import dev.standstill.wire.json.Words;
import java.time.Duration;
import java.util.Optional;

/** A job as a scheduler states it, and what it is answered. */
public final class VerdictJson {
  private static final int BYTES_MAX = 65_536;

  private VerdictJson() {}

  /** Reads a job, or says where and why it is none. Never throws for bad bytes. */
  public static ReadResult<Job> job(byte[] file) {
    return ReadResult.reading(() -> job(StrictJson.parse(file, BYTES_MAX)));
  }

  private static Job job(StrictValue value) {
    StrictObject node =
        value.object(
            "party",
            "site",
            "area",
            "operationKind",
            "lineage",
            "devices",
            "timeLimitSeconds",
            "permit",
            "lineageFlop",
            "devicePeakFlopPerSecond");
    PartyId party = Notation.party(node.field("party"));
    SiteId site = new SiteId(party, Notation.siteName(node.field("site")));
    AreaId area = Notation.area(node.field("area"));
    OperationKind operation = node.field("operationKind").word(OperationKind.class);
    Optional<String> lineage = node.optional("lineage").map(StrictValue::text);
    int devices = node.field("devices").count(1);
    Duration timeLimit = Notation.seconds(node.field("timeLimitSeconds"));
    Optional<Digest> permit = node.optional("permit").map(Notation::digest);
    Optional<Flop> lineageFlop = node.optional("lineageFlop").map(Notation::flop);
    Optional<FlopRate> peak = node.optional("devicePeakFlopPerSecond").map(Notation::flopRate);
    return value.build(() ->
        new Job(site, area, operation, lineage, devices, timeLimit, permit, lineageFlop, peak));
  }

  /**
   * The answer.
   *
   * @param restsOn where the statement stands that says so
   */
  public static ObjectNode write(Verdict verdict, Optional<Citation> restsOn) {
    ObjectNode node = Notation.object();
    switch (verdict) {
      case Verdict.Admit(Optional<Digest> permit) -> {
        node.put("verdict", "admit");
        permit.ifPresent(id -> node.put("permit", id.hex()));
      }
      case Verdict.Refuse refuse -> {
        node.put("verdict", "refuse")
            .put("reason", Words.of(refuse.reason()))
            .put("detail", refuse.detail());
        restsOn.ifPresent(place -> node.set("restsOn", Notation.citation(place)));
      }
    }
    return node;
  }
}
