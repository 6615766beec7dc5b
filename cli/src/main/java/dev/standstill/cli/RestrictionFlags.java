package dev.standstill.cli;

import dev.standstill.core.order.AdoptionCondition;
import dev.standstill.core.order.Measure;
import dev.standstill.core.order.Scope;
import dev.standstill.core.order.Subjects;
import dev.standstill.core.order.Terms;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.quantity.PartsPerMillion;
import dev.standstill.core.rule.OperationKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whom and what a slow or a pause binds, and when. */
final class RestrictionFlags {

  @Option(names = "--everyone", description = "It binds every site of every party.")
  private boolean everyone;

  @Option(
      names = "--party",
      paramLabel = "PARTY",
      description = "It binds every site of this party; may be given several times.")
  private List<String> parties = List.of();

  @Option(
      names = "--site",
      paramLabel = "PARTY/SITE",
      description = "It binds this site; may be given several times.")
  private List<String> sites = List.of();

  @Option(
      names = "--operation",
      required = true,
      paramLabel = "KIND",
      description =
          "A kind of operation that it is about; may be given several times. One of"
              + " pre-training, fine-tuning, reinforcement-learning, distillation,"
              + " hyper-parameter-search, synthetic-data-generation, evaluation, inference, other.")
  private List<String> operations = List.of();

  @Option(
      names = "--above",
      required = true,
      paramLabel = "FLOP",
      description = "Only lineages above so many FLOP, such as 1e24; 0 for all.")
  private String above = "";

  @Option(
      names = "--from",
      required = true,
      paramLabel = "TIME",
      description = "From when it binds (RFC 3339, UTC).")
  private String from = "";

  @Option(
      names = "--review-by",
      required = true,
      paramLabel = "TIME",
      description = "By when it is reviewed.")
  private String reviewBy = "";

  @Option(
      names = "--lift",
      paramLabel = "CONDITION",
      description =
          "A condition of the charter without which it is not released; may be given several"
              + " times.")
  private List<String> lift = List.of();

  @Option(
      names = "--grace",
      paramLabel = "DURATION",
      description = "A pause: how long a running job may take to save its work, such as 24h.")
  private @Nullable String grace;

  @Option(
      names = "--flop-per-day",
      paramLabel = "FLOP",
      description = "A slow: what all operations in scope together may execute in a day.")
  private @Nullable String flopPerDay;

  @Option(
      names = "--adopters",
      paramLabel = "PARTY",
      description = "It binds only once this party has adopted it too; may be given several times.")
  private List<String> adopters = List.of();

  @Option(
      names = "--adopters-share-ppm",
      paramLabel = "N",
      description = "It binds only once parties with this share of the known compute adopted it.")
  private @Nullable Integer adoptersShare;

  @Option(
      names = "--otherwise-flop-per-day",
      paramLabel = "FLOP",
      description = "The cap that remains if they are no longer seen to keep it.")
  private @Nullable String otherwise;

  /** The pause or slow; it needs exactly one of grace and cap, and says which it is by that. */
  Measure.Restriction restriction() {
    if ((grace == null) == (flopPerDay == null)) {
      throw new IllegalArgumentException(
          "a pause needs --grace, a slow needs --flop-per-day, and neither takes both");
    }
    return grace == null ? slow() : pause();
  }

  Measure.Pause pause() {
    return new Measure.Pause(
        scope(), Stated.duration("--grace", required("--grace", grace)), terms());
  }

  Measure.Slow slow() {
    return new Measure.Slow(
        scope(), Stated.flop("--flop-per-day", required("--flop-per-day", flopPerDay)), terms());
  }

  private static String required(String option, @Nullable String value) {
    if (value == null) {
      throw new IllegalArgumentException("Missing required option: " + option);
    }
    return value;
  }

  private Scope scope() {
    Set<OperationKind> kinds =
        operations.stream()
            .map(word -> Stated.word("--operation", OperationKind.class, word))
            .collect(Collectors.toSet());
    return new Scope(subjects(), kinds, Stated.flop("--above", above));
  }

  private Subjects subjects() {
    int named = (everyone ? 1 : 0) + (parties.isEmpty() ? 0 : 1) + (sites.isEmpty() ? 0 : 1);
    if (named != 1) {
      throw new IllegalArgumentException(
          "whom does it bind? name --everyone, or each --party, or each --site");
    }
    if (everyone) {
      return new Subjects.Everyone();
    }
    return sites.isEmpty()
        ? new Subjects.Parties(OrderFlags.parties("--party", parties))
        : new Subjects.Sites(
            sites.stream()
                .map(RestrictionFlags::site)
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  private static SiteId site(String text) {
    int slash = text.indexOf('/');
    if (slash < 1) {
      throw new IllegalArgumentException("--site must be PARTY/SITE, not " + text);
    }
    return Stated.named(
        "--site",
        () ->
            new SiteId(
                OrderFlags.party("--site", text.substring(0, slash)), text.substring(slash + 1)));
  }

  private Terms terms() {
    return new Terms(
        Stated.time("--from", from), Stated.time("--review-by", reviewBy), Set.copyOf(lift));
  }

  Optional<AdoptionCondition> condition() {
    Integer share = adoptersShare;
    if (adopters.isEmpty() && share == null) {
      if (otherwise != null) {
        throw new IllegalArgumentException(
            "--otherwise-flop-per-day needs --adopters or --adopters-share-ppm");
      }
      return Optional.empty();
    }
    if (!adopters.isEmpty() && share != null) {
      throw new IllegalArgumentException("name --adopters or --adopters-share-ppm, not both");
    }
    AdoptionCondition.Adopters who =
        share == null
            ? new AdoptionCondition.Adopters.Named(OrderFlags.parties("--adopters", adopters))
            : new AdoptionCondition.Adopters.Share(
                Stated.named("--adopters-share-ppm", () -> new PartsPerMillion(share)));
    return Optional.of(
        new AdoptionCondition(
            who,
            Optional.ofNullable(otherwise)
                .map(text -> Stated.flop("--otherwise-flop-per-day", text))));
  }
}
