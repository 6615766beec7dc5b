package dev.standstill.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.core.charter.Clocks;
import dev.standstill.core.charter.CriticalService;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.core.quantity.DeviceTime;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.quantity.FlopRate;
import dev.standstill.core.quantity.PartsPerMillion;
import dev.standstill.core.quantity.Power;
import dev.standstill.core.record.Citation;
import dev.standstill.core.record.Digest;
import dev.standstill.core.site.AreaId;
import dev.standstill.core.site.Assumption;
import dev.standstill.wire.json.StrictObject;
import dev.standstill.wire.json.StrictValue;
import dev.standstill.wire.json.Words;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** How the values that several kinds share are written and read. */
final class Notation {
  /** Names of sites are checked like any site's; whose it is does not matter to its spelling. */
  private static final PartyId ANY_PARTY = new PartyId("any");

  private Notation() {}

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ArrayNode strings(Collection<String> strings) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    strings.forEach(array::add);
    return array;
  }

  static ArrayNode words(Collection<? extends Enum<?>> constants) {
    return strings(constants.stream().map(Words::of).toList());
  }

  static ArrayNode assumptions(Collection<Assumption> assumptions) {
    return words(assumptions);
  }

  static ArrayNode digests(Collection<Digest> digests) {
    return strings(digests.stream().map(Digest::hex).toList());
  }

  static ObjectNode period(BalancePeriod period) {
    return object().put("from", time(period.from())).put("to", time(period.to()));
  }

  static BalancePeriod period(StrictValue value) {
    StrictObject period = value.object("from", "to");
    Instant from = period.field("from").instant();
    Instant to = period.field("to").instant();
    return value.build(() -> new BalancePeriod(from, to));
  }

  /** {@link Instant#toString} is the canonical form: it writes 0, 3 or 6 digits as needed. */
  static String time(Instant instant) {
    return instant.toString();
  }

  static PartyId party(StrictValue value) {
    String name = value.text();
    return value.build(() -> new PartyId(name));
  }

  static CriticalService criticalService(StrictValue value) {
    String name = value.text();
    return value.build(() -> new CriticalService(name));
  }

  static AreaId area(StrictValue value) {
    String name = value.text();
    return value.build(() -> new AreaId(name));
  }

  static String siteName(StrictValue value) {
    String name = value.text();
    return value.build(() -> new SiteId(ANY_PARTY, name)).name();
  }

  static Digest digest(StrictValue value) {
    String hex = value.text();
    return value.build(() -> new Digest(hex));
  }

  static Assumption assumption(StrictValue value) {
    return value.word(Assumption.class);
  }

  static Flop flop(StrictValue value) {
    return new Flop(value.decimal());
  }

  static FlopRate flopRate(StrictValue value) {
    BigInteger perSecond = value.decimal();
    return value.build(() -> new FlopRate(perSecond));
  }

  static DeviceTime deviceTime(StrictValue value) {
    return new DeviceTime(value.decimal());
  }

  static PartsPerMillion partsPerMillion(StrictValue value) {
    return new PartsPerMillion((int) value.integer(0, PartsPerMillion.WHOLE.value()));
  }

  /** Whole seconds; whatever is finer is lost here and refused where the statement is read back. */
  static long seconds(Duration duration) {
    return duration.toSeconds();
  }

  static Duration seconds(StrictValue value) {
    return Duration.ofSeconds(value.integer(0, Clocks.LENGTH_MAX.toSeconds()));
  }

  static ArrayNode parties(Collection<PartyId> parties) {
    return strings(parties.stream().map(PartyId::name).toList());
  }

  /** No party twice. */
  static Set<PartyId> parties(StrictValue value) {
    return new LinkedHashSet<>(value.distinct(Notation::party));
  }

  static ObjectNode citation(Citation citation) {
    return object().put("logIndex", citation.logIndex()).put("id", citation.id().hex());
  }

  static Citation citation(StrictValue value) {
    StrictObject node = value.object("logIndex", "id");
    long logIndex = node.field("logIndex").integer(0, Long.MAX_VALUE);
    Digest id = digest(node.field("id"));
    return value.build(() -> new Citation(logIndex, id));
  }

  static ArrayNode citations(Collection<Citation> citations) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    citations.forEach(citation -> array.add(citation(citation)));
    return array;
  }

  static List<Citation> citations(StrictValue value) {
    return value.list(Notation::citation);
  }

  /** The one field an object has, of several it might have. */
  static String only(StrictValue value, StrictObject node, String... keys) {
    List<String> present = Stream.of(keys).filter(key -> node.optional(key).isPresent()).toList();
    if (present.size() != 1) {
      throw value.refused("expected exactly one of " + String.join(", ", keys));
    }
    return present.getFirst();
  }

  /** A power that limits something and therefore is not zero. */
  static Power powerLimit(StrictValue value) {
    return new Power(value.integer(1, Long.MAX_VALUE));
  }
}
