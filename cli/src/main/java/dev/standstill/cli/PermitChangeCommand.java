package dev.standstill.cli;

import dev.standstill.core.party.PartyId;
import dev.standstill.core.permit.PermitChange;
import dev.standstill.core.permit.PermitChange.Step;
import dev.standstill.core.record.Digest;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Drafts a change to a permit; each step is a command of its own. */
abstract class PermitChangeCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;
  @Mixin private final PermitDraft draft = new PermitDraft();

  @Parameters(
      paramLabel = "ID",
      description = "The id of the permit; of one by tacit approval, the request's.")
  private String id = "";

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

  abstract Step step(Digest permit) throws IOException;

  @Override
  public Integer call() throws IOException {
    PermitChange change =
        new PermitChange(
            step(PermitDraft.digest("ID", id)),
            new PartyId(proposer),
            PermitDraft.parties(recused),
            draft.reason());
    CommandSpec command = Objects.requireNonNull(spec);
    return draft.write(command, draft.evidence(Terminal.of(command)), change);
  }

  /** Other terms. */
  @Command(
      name = "amend",
      mixinStandardHelpOptions = true,
      description = "Drafts other terms for a permit; they need the quorum for permit.",
      footer = {
        "",
        "Example: standstill permit amend ID --terms TERMS.json --source EVIDENCE"
            + " --proposer register --reason 'fewer devices' --out change.json",
        "",
        "Exit status: 0 written; 2 not."
      })
  static final class Amend extends PermitChangeCommand {

    @Option(
        names = "--terms",
        required = true,
        paramLabel = "TERMS.json",
        description = "The new bounds, of the same lineage at the same site.")
    private @Nullable Path terms;

    @Override
    Step step(Digest permit) throws IOException {
      return new Step.Amend(permit, PermitDraft.terms(Objects.requireNonNull(terms)));
    }
  }

  /** Takes a permit away for a while. */
  @Command(
      name = "suspend",
      mixinStandardHelpOptions = true,
      description = "Drafts a suspension of a permit; it needs the quorum for revoke.",
      footer = {
        "",
        "Example: standstill permit suspend ID --until 2027-01-01T00:00:00Z --source EVIDENCE"
            + " --proposer register --reason 'a reading is looked into' --out change.json",
        "",
        "Exit status: 0 written; 2 not."
      })
  static final class Suspend extends PermitChangeCommand {

    @Option(
        names = "--until",
        paramLabel = "TIME",
        description = "When it permits again by itself. Default: when it is reinstated.")
    private @Nullable String until;

    @Override
    Step step(Digest permit) {
      return new Step.Suspend(permit, Optional.ofNullable(until).map(Suspend::time));
    }

    private static Instant time(String text) {
      try {
        return Instant.parse(text);
      } catch (DateTimeParseException e) {
        throw new IllegalArgumentException(
            "--until must be a time such as 2026-11-01T00:00:00Z, not " + text, e);
      }
    }
  }

  /** Ends a suspension. */
  @Command(
      name = "reinstate",
      mixinStandardHelpOptions = true,
      description = "Drafts the end of a suspension; it needs the quorum for permit.",
      footer = {
        "",
        "Example: standstill permit reinstate ID --source EVIDENCE --proposer register"
            + " --reason 'the reading is explained' --out change.json",
        "",
        "Exit status: 0 written; 2 not."
      })
  static final class Reinstate extends PermitChangeCommand {
    @Override
    Step step(Digest permit) {
      return new Step.Reinstate(permit);
    }
  }

  /** Takes a permit away for good. */
  @Command(
      name = "revoke",
      mixinStandardHelpOptions = true,
      description = "Drafts the end of a permit, for good; it needs the quorum for revoke.",
      footer = {
        "",
        "Example: standstill permit revoke ID --source EVIDENCE --proposer register"
            + " --reason 'the terms were broken' --out change.json",
        "",
        "Exit status: 0 written; 2 not."
      })
  static final class Revoke extends PermitChangeCommand {
    @Override
    Step step(Digest permit) {
      return new Step.Revoke(permit);
    }
  }

  /** Refuses a request. */
  @Command(
      name = "refuse",
      mixinStandardHelpOptions = true,
      description = "Drafts the refusal of a request; it needs the quorum for revoke.",
      footer = {
        "",
        "Example: standstill permit refuse ID --source EVIDENCE --proposer register"
            + " --reason 'too much at once' --out change.json",
        "",
        "Exit status: 0 written; 2 not."
      })
  static final class Refuse extends PermitChangeCommand {
    @Override
    Step step(Digest permit) {
      return new Step.Refuse(permit);
    }
  }
}
