package dev.standstill.cli;

import dev.standstill.core.party.PartyId;
import dev.standstill.core.permit.Permit;
import dev.standstill.core.permit.PermitRequest;
import dev.standstill.core.permit.PermitTerms;
import dev.standstill.core.record.Citation;
import dev.standstill.core.record.Digest;
import dev.standstill.evidence.Evidence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Drafts a permit. */
@Command(
    name = "grant",
    mixinStandardHelpOptions = true,
    description = "Drafts a permit, for a quorum of the parties to sign in one envelope.",
    footer = {
      "",
      "Example: standstill permit grant --request ID --source EVIDENCE --proposer register"
          + " --reason 'as asked for' --out permit.json",
      "",
      "The party whose site it is has no voice in it. TERMS.json is what stands under terms in",
      "docs/statements/permit.md; without it the terms are those of the request. In an emergency:",
      "",
      "  standstill permit grant --terms TERMS.json --break-glass 'a hospital lost its own site'",
      "    --source EVIDENCE --proposer register --reason 'until it is back' --out permit.json",
      "",
      "Exit status: 0 written; 2 not."
    })
final class PermitGrantCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;
  @Mixin private final PermitDraft draft = new PermitDraft();
  @Mixin private final PurposeFlags purpose = new PurposeFlags();

  @Option(
      names = "--terms",
      paramLabel = "TERMS.json",
      description = "Within what bounds. Default: as the request asks.")
  private @Nullable Path terms;

  @Option(
      names = "--request",
      paramLabel = "ID",
      description = "The id of the request it answers; --source must hold it.")
  private @Nullable String request;

  @Option(
      names = "--proposer",
      required = true,
      paramLabel = "PARTY",
      description = "Who puts it forward, and signs it too.")
  private String proposer = "";

  @Option(
      names = "--recused",
      paramLabel = "PARTY",
      description = "Who stepped aside; may be given several times.")
  private List<String> recused = List.of();

  private record Asked(Citation place, PermitTerms terms) {}

  @Override
  public Integer call() throws IOException {
    Optional<Evidence> evidence = draft.evidence(Terminal.of(Objects.requireNonNull(spec)));
    Optional<Asked> asked =
        request == null
            ? Optional.empty()
            : Optional.of(asked(evidence, PermitDraft.digest("--request", request)));
    if (terms == null && asked.isEmpty()) {
      throw new IllegalArgumentException("within what bounds? name --terms, or --request");
    }
    PermitTerms bounds = terms == null ? asked.orElseThrow().terms() : PermitDraft.terms(terms);
    PermitTerms granted = purpose.of(bounds);
    if (asked.filter(one -> !one.terms().purpose().equals(granted.purpose())).isPresent()) {
      throw new IllegalArgumentException(
          "the request was for another purpose: such a permit would have no effect");
    }
    Permit permit =
        new Permit(
            granted,
            asked.map(Asked::place),
            new PartyId(proposer),
            PermitDraft.parties(recused),
            draft.reason());
    return draft.write(Objects.requireNonNull(spec), evidence, permit);
  }

  /** The inclusion by the party whose site it is: a stranger's copy is no request. */
  private static Asked asked(Optional<Evidence> evidence, Digest id) {
    return evidence.stream()
        .flatMap(source -> source.facts().stream())
        .filter(fact -> fact.id().equals(id))
        .flatMap(fact ->
            fact.body() instanceof PermitRequest body
                    && fact.author().equals(body.terms().beneficiary())
                ? Optional.of(new Asked(new Citation(fact.logIndex(), id), body.terms())).stream()
                : Optional.<Asked>empty().stream())
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("--request: --source holds no such request"));
  }
}
