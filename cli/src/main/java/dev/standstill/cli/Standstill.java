package dev.standstill.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The {@code standstill} command. */
@Command(
    name = "standstill",
    version = "standstill 0.1.0",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description =
        "Says, from evidence, whether sites really stopped large training, how sure that is, and"
            + " what it does not establish, so that anyone can recompute it.",
    footer = {
      "",
      "Example: standstill demo",
      "",
      "Exit status: 0 ok, 1 negative conclusion, 2 usage or unreadable input, 3 cannot decide."
    },
    subcommands = {
      DemoCommand.class,
      ImportCommand.class,
      VerifyCommand.class,
      PagesCommand.class,
      BalanceCommand.class,
      InspectCommand.class,
      EstimateCommand.class,
      IndicatorCommand.class,
      CharterCommand.class,
      OrderCommand.class,
      DocketCommand.class,
      PermitCommand.class,
      VerdictCommand.class,
      LogCommand.class,
      WitnessCommand.class,
      SiteCommand.class,
      NodeCommand.class,
      BundleCommand.class,
      RulesCommand.class,
      KeyCommand.class,
      PrepareCommand.class
    })
public final class Standstill implements Runnable {

  @Spec private @Nullable CommandSpec spec;

  /** Runs a command and exits with its status. */
  public static void main(String... args) {
    PrintWriter out = writer(System.out);
    PrintWriter err = writer(System.err);
    int status = run(out, err, args);
    // A conclusion that nobody could read must not pass for one: not even a good one.
    if (out.checkError()) {
      err.println("standstill: standard output could not be written; nothing above is complete");
      status = ExitStatus.UNUSABLE;
    }
    err.flush();
    System.exit(status);
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }

  /** Runs a command with the given outputs and returns its exit status. */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    CommandLine command =
        new CommandLine(new Standstill())
            .setOut(out)
            .setErr(err)
            .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.AUTO))
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setParameterExceptionHandler(Failures::usage)
            .setExecutionExceptionHandler(Failures::execution)
            .setExecutionStrategy(Standstill::execute);
    try {
      return command.execute(args);
    } catch (Error e) {
      // The platform would print a stack trace and end with 1, which here means refuted.
      return Failures.fatal(e, err);
    }
  }

  private static int execute(CommandLine.ParseResult parsed) {
    boolean help =
        parsed.asCommandLineList().stream()
            .anyMatch(c -> c.isUsageHelpRequested() || c.isVersionHelpRequested());
    // Help checks no signatures, and must not wait for what does.
    if (!help) {
      Ed25519Provider.install();
    }
    return new CommandLine.RunLast().execute(parsed);
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        Objects.requireNonNull(spec).commandLine(),
        "name a command: demo, import, verify, balance, inspect, estimate, indicator, log,"
            + " node, witness, bundle, rules, key, charter, order, permit, verdict or docket");
  }
}
