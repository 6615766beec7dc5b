package dev.standstill.cli;

import dev.standstill.core.charter.Action;
import dev.standstill.core.charter.Charter;
import dev.standstill.core.charter.Freshness;
import dev.standstill.core.charter.Governance;
import dev.standstill.core.charter.ReportingCalendar;
import dev.standstill.core.charter.SignificantCompute;
import dev.standstill.core.charter.SignificantCompute.SiteShare;
import dev.standstill.core.charter.StandingLimit;
import dev.standstill.core.charter.TestLevels;
import dev.standstill.core.charter.Validity;
import dev.standstill.core.party.Party;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.Quorum;
import dev.standstill.core.party.Role;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.quantity.PartsPerMillion;
import dev.standstill.core.record.Digest;
import dev.standstill.wire.PartyKey;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * A first charter from a few flags. What no flag says is proposed here and stands in the charter in
 * full: the parties sign every number, and change those they do not want before they do.
 */
final class CharterFlags {
  @Mixin private final ClockFlags clocks = new ClockFlags();

  @Mixin private final PermitRuleFlags permits = new PermitRuleFlags();

  @Option(names = "--name", paramLabel = "TEXT", description = "What the agreement is called.")
  private @Nullable String name;

  @Option(
      names = "--party",
      paramLabel = "PARTY[:ROLE,...]=KEY",
      description =
          "A party, its roles (operator, register, adjudicator; default: operator,adjudicator) and"
              + " its public key; the same party again adds a key.")
  private List<String> parties = List.of();

  @Option(
      names = "--quorum",
      paramLabel = "ACTION=QUORUM",
      description =
          "Whose voices decide, such as resume=2of{a,b,c} or charter=all{a,any{b,c}}. Default: more"
              + " than half of the adjudicators, and two at least.")
  private List<String> quorums = List.of();

  @Option(
      names = "--recusals",
      paramLabel = "N",
      description =
          "How many parties may step aside in one case, besides whom it is about. Default: the most"
              + " that the quorums bear; of three parties of whom two decide, 0.")
  private @Nullable Integer recusals;

  @Option(
      names = "--ceiling",
      paramLabel = "FLOP",
      description = "What no training lineage may exceed, such as 1e26.")
  private @Nullable String ceiling;

  @Option(
      names = "--significant",
      paramLabel = "FLOP",
      description = "How much undeclared compute in one period would matter.")
  private @Nullable String significant;

  @Option(
      names = "--share",
      paramLabel = "PARTY/SITE=PPM",
      description = "A site's share of the significant compute; may be given several times.")
  private List<String> shares = List.of();

  @Option(names = "--begin", paramLabel = "TIME", description = "When the first period begins.")
  private @Nullable String begin;

  @Option(names = "--end", paramLabel = "TIME", description = "No period begins from then on.")
  private @Nullable String end;

  @Option(names = "--period", paramLabel = "DURATION", description = "Length of a period.")
  private String period = "7d";

  @Option(names = "--due", paramLabel = "DURATION", description = "When its report is due.")
  private String due = "1d";

  @Option(
      names = "--fresh-source",
      paramLabel = "PARTY=NAME",
      description = "Where fresh checkpoints are to be had, and who runs it.")
  private List<String> sources = List.of();

  @Option(names = "--trigger", paramLabel = "NAME", description = "A condition to act on.")
  private List<String> triggers = List.of();

  @Option(
      names = "--lift-condition",
      paramLabel = "NAME",
      description = "A condition that an order may make its end depend on.")
  private List<String> liftConditions = List.of();

  @Option(
      names = "--step-down",
      paramLabel = "FLOP",
      description = "The daily cap that an unreviewed pause becomes. Default: it stays a pause.")
  private @Nullable String stepDown;

  /** The charter that the flags describe. */
  Charter charter(Digest policyDigest) {
    List<Party> named = named();
    var from = Stated.time("--begin", required("--begin", begin));
    return new Charter(
        required("--name", name),
        1,
        named,
        policyDigest,
        new StandingLimit(Stated.flop("--ceiling", required("--ceiling", ceiling)), from),
        new SignificantCompute(
            Stated.flop("--significant", required("--significant", significant)),
            shares.stream().map(CharterFlags::share).toList()),
        new ReportingCalendar(
            from,
            Stated.time("--end", required("--end", end)),
            Stated.duration("--period", period),
            Stated.duration("--due", due)),
        TestLevels.DEFAULT,
        Charter.DEFAULT_MAXIMUM_UNCOVERED,
        Optional.of(governance(named)));
  }

  private static String required(String option, @Nullable String value) {
    if (value == null) {
      throw new IllegalArgumentException("a charter needs " + option + ", or a file with --from");
    }
    return value;
  }

  private List<Party> named() {
    Map<PartyId, Set<Role>> roles = new LinkedHashMap<>();
    Map<PartyId, List<String>> keys = new LinkedHashMap<>();
    for (String text : parties) {
      int equals = text.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException("--party must be PARTY[:ROLE,...]=KEY, not " + text);
      }
      String[] head = text.substring(0, equals).split(":", 2);
      PartyId id = OrderFlags.party("--party", head[0]);
      Set<Role> held =
          head.length == 1 ? EnumSet.of(Role.OPERATOR, Role.ADJUDICATOR) : roles(head[1]);
      roles.computeIfAbsent(id, party -> EnumSet.noneOf(Role.class)).addAll(held);
      String key = text.substring(equals + 1);
      keys.computeIfAbsent(id, party -> new ArrayList<>())
          .add(Stated.named("--party " + id, () -> PartyKey.parse(key)).toString());
    }
    return roles.entrySet().stream()
        .map(entry ->
            new Party(
                entry.getKey(), entry.getValue(), keys.getOrDefault(entry.getKey(), List.of())))
        .toList();
  }

  private static Set<Role> roles(String words) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    for (String word : words.split(",", -1)) {
      roles.add(Stated.word("--party", Role.class, word));
    }
    return roles;
  }

  private static SiteShare share(String text) {
    String[] sides = text.split("=", 2);
    String[] site = sides[0].split("/", 2);
    return Stated.named(
        "--share",
        () -> {
          if (sides.length != 2 || site.length != 2 || !sides[1].matches("[0-9]{1,7}")) {
            throw new IllegalArgumentException("expected PARTY/SITE=PPM, not " + text);
          }
          return new SiteShare(
              new SiteId(new PartyId(site[0]), site[1]),
              new PartsPerMillion(Integer.parseInt(sides[1])));
        });
  }

  private Governance governance(List<Party> named) {
    List<Freshness.Source> fresh =
        sources.stream()
            .map(text -> {
              String[] sides = text.split("=", 2);
              return new Freshness.Source(
                  sides.length == 2 ? sides[1] : "", OrderFlags.party("--fresh-source", sides[0]));
            })
            .toList();
    Map<Action, Quorum> decide = quorums(named);
    return new Governance(
        Validity.UNLIMITED,
        decide,
        recusals == null ? recusalsBorne(decide) : recusals,
        clocks.clocks(),
        clocks.freshness(fresh),
        Set.copyOf(triggers),
        Set.copyOf(liftConditions),
        Optional.ofNullable(stepDown).<Flop>map(text -> Stated.flop("--step-down", text)),
        Set.of(),
        List.of(),
        permits.rules());
  }

  /** So many that each quorum can still decide without them and without whom the case is about. */
  private static int recusalsBorne(Map<Action, Quorum> quorums) {
    return quorums.entrySet().stream()
        .filter(entry -> entry.getKey() != Action.CHARTER)
        .mapToInt(entry -> Math.max(0, entry.getValue().fewestToBlock() - 2))
        .min()
        .orElse(0);
  }

  private Map<Action, Quorum> quorums(List<Party> named) {
    PartyId[] voices =
        named.stream()
            .filter(party -> party.holds(Role.ADJUDICATOR))
            .map(Party::id)
            .toArray(PartyId[]::new);
    Map<Action, Quorum> quorums = new EnumMap<>(Action.class);
    if (voices.length > 0) {
      int majority = Math.min(voices.length, Math.max(2, voices.length / 2 + 1));
      Stream.of(Action.values())
          .forEach(action -> quorums.put(action, Quorum.of(majority, voices)));
    }
    for (String text : this.quorums) {
      String[] sides = text.split("=", 2);
      if (sides.length != 2) {
        throw new IllegalArgumentException("--quorum must be ACTION=QUORUM, not " + text);
      }
      Action action = Stated.word("--quorum", Action.class, sides[0]);
      quorums.put(action, Stated.named("--quorum " + sides[0], () -> QuorumText.parse(sides[1])));
    }
    return quorums;
  }
}
