package dev.standstill.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.core.quantity.DeviceTime;
import dev.standstill.core.record.Digest;
import dev.standstill.core.report.Enforcement;
import dev.standstill.core.report.Enforcement.Accounts;
import dev.standstill.core.report.Enforcement.AdmittedCanary;
import dev.standstill.core.report.Enforcement.AreaAccounts;
import dev.standstill.core.report.Enforcement.Canaries;
import dev.standstill.core.report.Enforcement.HeardSource;
import dev.standstill.core.report.Enforcement.Hook;
import dev.standstill.core.site.AreaId;
import dev.standstill.wire.json.StrictObject;
import dev.standstill.wire.json.StrictValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a site says of its own enforcement, as JSON. */
final class EnforcementNotation {

  private EnforcementNotation() {}

  static ObjectNode write(Enforcement enforcement) {
    ObjectNode node = Notation.object();
    node.set("canaries", write(enforcement.canaries()));
    ArrayNode hooks = node.putArray("hooks");
    enforcement
        .hooks()
        .forEach(hook -> {
          ObjectNode one = hooks.addObject().put("name", hook.name());
          hook.digest().ifPresent(digest -> one.put("digest", digest.hex()));
        });
    node.put("configuration", enforcement.configuration().hex());
    ArrayNode sources = node.putArray("sources");
    enforcement
        .sources()
        .forEach(source -> {
          ObjectNode one = sources.addObject().put("name", source.name());
          source.newest().ifPresent(time -> one.put("newest", Notation.time(time)));
        });
    node.put("staleViewSeconds", Notation.seconds(enforcement.staleView()));
    enforcement.accounts().ifPresent(accounts -> node.set("accounts", write(accounts)));
    return node;
  }

  private static ObjectNode write(Accounts accounts) {
    ObjectNode node = Notation.object();
    ArrayNode areas = node.putArray("areas");
    accounts
        .areas()
        .forEach(area ->
            areas
                .addObject()
                .put("area", area.area().name())
                .put("deviceMicroseconds", area.deviceTime().deviceMicroseconds().toString())
                .put("runs", area.runs()));
    return node.put(
            "elsewhereDeviceMicroseconds", accounts.elsewhere().deviceMicroseconds().toString())
        .put("unread", accounts.unread());
  }

  private static ObjectNode write(Canaries canaries) {
    ObjectNode node =
        Notation.object()
            .put("submitted", canaries.submitted())
            .put("refused", canaries.refused())
            .put("admitted", canaries.admitted());
    canaries
        .lastAdmitted()
        .ifPresent(last ->
            node.putObject("lastAdmitted")
                .put("job", last.job())
                .put("at", Notation.time(last.at())));
    return node;
  }

  static Enforcement read(StrictValue value) {
    StrictObject node =
        value.object(
            "canaries", "hooks", "configuration", "sources", "staleViewSeconds", "accounts");
    Canaries canaries = canaries(node.field("canaries"));
    List<Hook> hooks = node.field("hooks").list(EnforcementNotation::hook);
    Digest configuration = Notation.digest(node.field("configuration"));
    List<HeardSource> sources = node.field("sources").list(EnforcementNotation::source);
    Duration stale = Notation.seconds(node.field("staleViewSeconds"));
    Optional<Accounts> accounts = node.optional("accounts").map(EnforcementNotation::accounts);
    return value.build(
        () -> new Enforcement(canaries, hooks, configuration, sources, stale, accounts));
  }

  private static Accounts accounts(StrictValue value) {
    StrictObject node = value.object("areas", "elsewhereDeviceMicroseconds", "unread");
    List<AreaAccounts> areas = node.field("areas").list(EnforcementNotation::area);
    DeviceTime elsewhere = Notation.deviceTime(node.field("elsewhereDeviceMicroseconds"));
    int unread = node.field("unread").count(0);
    return value.build(() -> new Accounts(areas, elsewhere, unread));
  }

  private static AreaAccounts area(StrictValue value) {
    StrictObject node = value.object("area", "deviceMicroseconds", "runs");
    AreaId area = Notation.area(node.field("area"));
    DeviceTime time = Notation.deviceTime(node.field("deviceMicroseconds"));
    int runs = node.field("runs").count(0);
    return value.build(() -> new AreaAccounts(area, time, runs));
  }

  private static Canaries canaries(StrictValue value) {
    StrictObject node = value.object("submitted", "refused", "admitted", "lastAdmitted");
    int submitted = node.field("submitted").count(0);
    int refused = node.field("refused").count(0);
    int admitted = node.field("admitted").count(0);
    Optional<AdmittedCanary> last =
        node.optional("lastAdmitted").map(EnforcementNotation::admittedCanary);
    return value.build(() -> new Canaries(submitted, refused, admitted, last));
  }

  private static AdmittedCanary admittedCanary(StrictValue value) {
    StrictObject node = value.object("job", "at");
    String job = node.field("job").text();
    Instant at = node.field("at").instant();
    return value.build(() -> new AdmittedCanary(job, at));
  }

  private static Hook hook(StrictValue value) {
    StrictObject node = value.object("name", "digest");
    String name = node.field("name").text();
    Optional<Digest> digest = node.optional("digest").map(Notation::digest);
    return value.build(() -> new Hook(name, digest));
  }

  private static HeardSource source(StrictValue value) {
    StrictObject node = value.object("name", "newest");
    String name = node.field("name").text();
    Optional<Instant> newest = node.optional("newest").map(StrictValue::instant);
    return value.build(() -> new HeardSource(name, newest));
  }
}
