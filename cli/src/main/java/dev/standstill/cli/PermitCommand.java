package dev.standstill.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Permits. */
@Command(
    name = "permit",
    mixinStandardHelpOptions = true,
    description = "Drafts, signs, publishes and shows permits, and checks them offline.",
    footer = {"", "Example: standstill permit show EVIDENCE"},
    subcommands = {
      PermitRequestCommand.class,
      PermitGrantCommand.class,
      PermitChangeCommand.Amend.class,
      PermitChangeCommand.Suspend.class,
      PermitChangeCommand.Reinstate.class,
      PermitChangeCommand.Revoke.class,
      PermitChangeCommand.Refuse.class,
      DraftSignCommand.class,
      DraftMergeCommand.class,
      DraftStatusCommand.class,
      DraftPublishCommand.class,
      PermitShowCommand.class,
      PermitVerifyCommand.class
    })
final class PermitCommand implements Runnable {

  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        Objects.requireNonNull(spec).commandLine(),
        "name a command: request, grant, amend, suspend, reinstate, revoke, refuse, sign, merge,"
            + " status, publish, show or verify");
  }
}
