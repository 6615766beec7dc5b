package dev.standstill.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.core.charter.Charter;
import dev.standstill.core.charter.CompromisedKey;
import dev.standstill.core.charter.DecidingTest;
import dev.standstill.core.charter.Governance;
import dev.standstill.core.charter.ReportingCalendar;
import dev.standstill.core.charter.SignificantCompute;
import dev.standstill.core.charter.SignificantCompute.SiteShare;
import dev.standstill.core.charter.StandingLimit;
import dev.standstill.core.charter.TestLevels;
import dev.standstill.core.party.Party;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.Role;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.quantity.PartsPerMillion;
import dev.standstill.core.record.Digest;
import dev.standstill.wire.json.StrictObject;
import dev.standstill.wire.json.StrictValue;
import dev.standstill.wire.json.Words;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The charter as JSON. */
final class CharterCodec implements BodyCodec<Charter> {

  @Override
  public Class<Charter> type() {
    return Charter.class;
  }

  @Override
  public ObjectNode write(Charter charter) {
    ObjectNode node = Notation.object().put("name", charter.name());
    node.put("version", charter.version());
    ArrayNode parties = node.putArray("parties");
    charter.parties().forEach(party -> parties.add(write(party)));
    node.put("policyDigest", charter.policyDigest().hex());
    node.putObject("standingLimit")
        .put("lineageCeilingFlop", charter.standingLimit().lineageCeiling().toString())
        .put("from", Notation.time(charter.standingLimit().from()));
    node.set("significantCompute", write(charter.significantCompute()));
    ReportingCalendar calendar = charter.calendar();
    node.putObject("calendar")
        .put("from", Notation.time(calendar.from()))
        .put("until", Notation.time(calendar.until()))
        .put("periodMicroseconds", microseconds(calendar.periodLength()))
        .put("dueMicroseconds", microseconds(calendar.due()));
    node.set("testLevels", write(charter.testLevels()));
    node.put("maximumUncoveredPpm", charter.maximumUncovered().value());
    charter.governance().ifPresent(part -> node.set("governance", GovernanceCodec.write(part)));
    return node;
  }

  private static ObjectNode write(Party party) {
    ObjectNode node = Notation.object().put("party", party.id().name());
    node.set("roles", Notation.words(party.roles().stream().sorted().toList()));
    node.set("verifierKeys", Notation.strings(party.verifierKeys()));
    return node;
  }

  private static ObjectNode write(SignificantCompute significant) {
    ObjectNode node = Notation.object().put("perPeriodFlop", significant.perPeriod().toString());
    ArrayNode shares = node.putArray("shares");
    for (SiteShare share : significant.shares()) {
      shares
          .addObject()
          .put("party", share.site().party().name())
          .put("site", share.site().name())
          .put("sharePpm", share.share().value());
    }
    return node;
  }

  private static ObjectNode write(TestLevels levels) {
    return Notation.object()
        .put("decidingTest", Words.of(levels.decidingTest()))
        .put("alarmPpm", levels.alarm().value())
        .put("refutationPpm", levels.refutation().value())
        .put("detectionPpm", levels.detection().value())
        .put("adversarialBiasPpm", levels.adversarialBias().value())
        .put("adversarialBiasSource", levels.adversarialBiasSource());
  }

  private static long microseconds(Duration duration) {
    return TimeUnit.MICROSECONDS.convert(duration);
  }

  @Override
  public Charter read(StrictValue predicate) {
    StrictObject node =
        predicate.object(
            "name",
            "version",
            "parties",
            "policyDigest",
            "standingLimit",
            "significantCompute",
            "calendar",
            "testLevels",
            "maximumUncoveredPpm",
            "governance");
    String name = node.field("name").text();
    int version = node.field("version").count(1);
    List<PartyKey> keys = new ArrayList<>();
    List<Party> parties = node.field("parties").list(value -> party(value, keys));
    Digest policyDigest = Notation.digest(node.field("policyDigest"));
    StandingLimit limit = standingLimit(node.field("standingLimit"));
    SignificantCompute significant = significantCompute(node.field("significantCompute"));
    ReportingCalendar calendar = calendar(node.field("calendar"));
    TestLevels levels = testLevels(node.field("testLevels"));
    PartsPerMillion uncovered = Notation.partsPerMillion(node.field("maximumUncoveredPpm"));
    Optional<Governance> governance = node.optional("governance").map(GovernanceCodec::read);
    governance.ifPresent(part -> requireOneName(node.field("governance"), part, keys));
    return predicate.build(() ->
        new Charter(
            name,
            version,
            parties,
            policyDigest,
            limit,
            significant,
            calendar,
            levels,
            uncovered,
            governance));
  }

  private static Party party(StrictValue value, List<PartyKey> keys) {
    StrictObject node = value.object("party", "roles", "verifierKeys");
    PartyId id = Notation.party(node.field("party"));
    List<Role> roles = node.field("roles").distinct(role -> role.word(Role.class));
    List<String> texts = node.field("verifierKeys").list(key -> verifierKey(key, keys));
    return value.build(() -> new Party(id, Set.copyOf(roles), texts));
  }

  /** A key under two names would be one signer counted twice, in one party or in two. */
  private static String verifierKey(StrictValue value, List<PartyKey> earlier) {
    String text = value.text();
    PartyKey key = value.build(() -> PartyKey.parse(text));
    if (earlier.stream().anyMatch(key::hasSamePublicKeyAs)) {
      throw value.refused("the same key is listed before");
    }
    earlier.add(key);
    return text;
  }

  /** A key that is not believed under one name must not be believed under another. */
  private static void requireOneName(StrictValue value, Governance part, List<PartyKey> keys) {
    for (CompromisedKey compromised : part.compromisedKeys()) {
      PartyKey key = PartyKey.parse(compromised.verifierKey());
      if (keys.stream().anyMatch(one -> one.hasSamePublicKeyAs(key) && !one.equals(key))) {
        throw value.refused("a compromised key is listed under another name: " + key.keyid());
      }
    }
  }

  private static StandingLimit standingLimit(StrictValue value) {
    StrictObject node = value.object("lineageCeilingFlop", "from");
    Flop ceiling = Notation.flop(node.field("lineageCeilingFlop"));
    return new StandingLimit(ceiling, node.field("from").instant());
  }

  private static SignificantCompute significantCompute(StrictValue value) {
    StrictObject node = value.object("perPeriodFlop", "shares");
    Flop perPeriod = Notation.flop(node.field("perPeriodFlop"));
    List<SiteShare> shares = node.field("shares").list(CharterCodec::share);
    return value.build(() -> new SignificantCompute(perPeriod, shares));
  }

  private static SiteShare share(StrictValue value) {
    StrictObject node = value.object("party", "site", "sharePpm");
    PartyId party = Notation.party(node.field("party"));
    SiteId site = new SiteId(party, Notation.siteName(node.field("site")));
    return new SiteShare(site, Notation.partsPerMillion(node.field("sharePpm")));
  }

  private static ReportingCalendar calendar(StrictValue value) {
    StrictObject node = value.object("from", "until", "periodMicroseconds", "dueMicroseconds");
    Instant from = node.field("from").instant();
    Instant until = node.field("until").instant();
    Duration period = duration(node.field("periodMicroseconds"), 1);
    Duration due = duration(node.field("dueMicroseconds"), 0);
    return value.build(() -> new ReportingCalendar(from, until, period, due));
  }

  private static Duration duration(StrictValue value, long min) {
    return Duration.of(value.integer(min, Long.MAX_VALUE), ChronoUnit.MICROS);
  }

  private static TestLevels testLevels(StrictValue value) {
    StrictObject node =
        value.object(
            "decidingTest",
            "alarmPpm",
            "refutationPpm",
            "detectionPpm",
            "adversarialBiasPpm",
            "adversarialBiasSource");
    DecidingTest decidingTest = node.field("decidingTest").word(DecidingTest.class);
    PartsPerMillion alarm = Notation.partsPerMillion(node.field("alarmPpm"));
    PartsPerMillion refutation = Notation.partsPerMillion(node.field("refutationPpm"));
    PartsPerMillion detection = Notation.partsPerMillion(node.field("detectionPpm"));
    PartsPerMillion bias = Notation.partsPerMillion(node.field("adversarialBiasPpm"));
    String source = node.field("adversarialBiasSource").text();
    return value.build(
        () -> new TestLevels(decidingTest, alarm, refutation, detection, bias, source));
  }
}
