package dev.standstill.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.core.charter.CriticalService;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.permit.Lineage;
import dev.standstill.core.permit.PermitTerms;
import dev.standstill.core.permit.Purpose;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.quantity.FlopRate;
import dev.standstill.core.record.Digest;
import dev.standstill.core.rule.OperationKind;
import dev.standstill.core.site.AreaId;
import dev.standstill.wire.json.ReadResult;
import dev.standstill.wire.json.StrictJson;
import dev.standstill.wire.json.StrictObject;
import dev.standstill.wire.json.StrictValue;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The bounds of a permit as JSON: the same in a request, a permit, an amendment and a token. */
public final class PermitTermsNotation {

  private static final String CRITICAL = "criticalService";
  private static final String BREAK_GLASS = "breakGlass";

  private PermitTermsNotation() {}

  /** Reads a file that holds terms and nothing else. Never throws for bad bytes. */
  public static ReadResult<PermitTerms> read(byte[] file) {
    return ReadResult.reading(() -> read(StrictJson.parse(file, Envelope.BYTES_MAX)));
  }

  /** In the order of the kind's page. */
  public static ObjectNode write(PermitTerms terms) {
    ObjectNode node = Notation.object();
    node.putObject("site")
        .put("party", terms.site().party().name())
        .put("site", terms.site().name());
    node.set("areas", Notation.strings(terms.areas().stream().map(AreaId::name).toList()));
    node.set("operations", Notation.words(terms.operations()));
    node.putObject("lineage")
        .put("id", terms.lineage().id())
        .put("model", terms.lineage().model().hex())
        .put("code", terms.lineage().code().hex())
        .put("data", terms.lineage().data().hex());
    node.put("budgetFlop", terms.budget().toString())
        .put("flopPerDay", terms.flopPerDay().toString())
        .put("devicesMax", terms.devicesMax())
        .put("devicePeakFlopPerSecond", terms.devicePeak().perSecond().toString())
        .put("notBefore", Notation.time(terms.notBefore()))
        .put("expires", Notation.time(terms.expires()));
    switch (terms.purpose()) {
      case Purpose.Ordinary ordinary -> {}
      case Purpose.Critical(CriticalService service) -> node.put(CRITICAL, service.name());
      case Purpose.BreakGlass(String reason) -> node.put(BREAK_GLASS, reason);
    }
    return node;
  }

  static PermitTerms read(StrictValue value) {
    StrictObject node =
        value.object(
            "site",
            "areas",
            "operations",
            "lineage",
            "budgetFlop",
            "flopPerDay",
            "devicesMax",
            "devicePeakFlopPerSecond",
            "notBefore",
            "expires",
            CRITICAL,
            BREAK_GLASS);
    SiteId site = site(node.field("site"));
    Set<AreaId> areas = new LinkedHashSet<>(node.field("areas").distinct(Notation::area));
    List<OperationKind> operations =
        node.field("operations").distinct(kind -> kind.word(OperationKind.class));
    Lineage lineage = lineage(node.field("lineage"));
    Flop budget = Notation.flop(node.field("budgetFlop"));
    Flop daily = Notation.flop(node.field("flopPerDay"));
    int devices = node.field("devicesMax").count(1);
    FlopRate peak = Notation.flopRate(node.field("devicePeakFlopPerSecond"));
    Instant notBefore = node.field("notBefore").instant();
    Instant expires = node.field("expires").instant();
    Purpose purpose = purpose(node);
    return value.build(() ->
        new PermitTerms(
            site,
            areas,
            Set.copyOf(operations),
            lineage,
            budget,
            daily,
            devices,
            peak,
            notBefore,
            expires,
            purpose));
  }

  /**
   * Ordinary work says nothing of what it is for, as in every log before there was anything else.
   */
  private static Purpose purpose(StrictObject node) {
    Optional<StrictValue> service = node.optional(CRITICAL);
    Optional<StrictValue> emergency = node.optional(BREAK_GLASS);
    if (service.isPresent() && emergency.isPresent()) {
      throw emergency.get().refused("a permit is for a critical service or an emergency, not both");
    }
    return service
        .map(PermitTermsNotation::critical)
        .or(() -> emergency.map(PermitTermsNotation::emergency))
        .orElseGet(Purpose::ordinary);
  }

  private static Purpose critical(StrictValue value) {
    return new Purpose.Critical(Notation.criticalService(value));
  }

  private static Purpose emergency(StrictValue value) {
    return value.build(() -> new Purpose.BreakGlass(value.text()));
  }

  private static SiteId site(StrictValue value) {
    StrictObject node = value.object("party", "site");
    PartyId party = Notation.party(node.field("party"));
    return new SiteId(party, Notation.siteName(node.field("site")));
  }

  private static Lineage lineage(StrictValue value) {
    StrictObject node = value.object("id", "model", "code", "data");
    String id = node.field("id").text();
    Digest model = Notation.digest(node.field("model"));
    Digest code = Notation.digest(node.field("code"));
    Digest data = Notation.digest(node.field("data"));
    return value.build(() -> new Lineage(id, model, code, data));
  }
}
