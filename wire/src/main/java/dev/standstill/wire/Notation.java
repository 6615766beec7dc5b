package dev.standstill.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.core.quantity.DeviceTime;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.quantity.PartsPerMillion;
import dev.standstill.core.quantity.Power;
import dev.standstill.core.record.Digest;
import dev.standstill.core.site.AreaId;
import dev.standstill.core.site.Assumption;
import dev.standstill.wire.json.StrictObject;
import dev.standstill.wire.json.StrictValue;
import dev.standstill.wire.json.Words;
import java.time.Instant;
import java.util.Collection;

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

  static DeviceTime deviceTime(StrictValue value) {
    return new DeviceTime(value.decimal());
  }

  static PartsPerMillion partsPerMillion(StrictValue value) {
    return new PartsPerMillion((int) value.integer(0, PartsPerMillion.WHOLE.value()));
  }

  /** A power that limits something and therefore is not zero. */
  static Power powerLimit(StrictValue value) {
    return new Power(value.integer(1, Long.MAX_VALUE));
  }
}
