package dev.standstill.cli;

import dev.standstill.core.permit.PermitRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Asks for a permit. */
@Command(
    name = "request",
    mixinStandardHelpOptions = true,
    description = "Drafts a request for a permit, for the party whose site it is to sign.",
    footer = {
      "",
      "Example: standstill permit request --terms TERMS.json --source EVIDENCE"
          + " --reason 'to finish what began' --out request.json",
      "",
      "TERMS.json is what stands under terms in docs/statements/permit-request.md. With",
      "--critical-service or --break-glass the permit holds under pauses and caps too; silence is",
      "then no approval.",
      "",
      "Exit status: 0 written; 2 not."
    })
final class PermitRequestCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;
  @Mixin private final PermitDraft draft = new PermitDraft();
  @Mixin private final PurposeFlags purpose = new PurposeFlags();

  @Option(
      names = "--terms",
      required = true,
      paramLabel = "TERMS.json",
      description = "Within what bounds.")
  private @Nullable Path terms;

  @Override
  public Integer call() throws IOException {
    PermitRequest request =
        new PermitRequest(
            purpose.of(PermitDraft.terms(Objects.requireNonNull(terms))), draft.reason());
    CommandSpec command = Objects.requireNonNull(spec);
    return draft.write(command, draft.evidence(Terminal.of(command)), request);
  }
}
