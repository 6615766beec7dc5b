package dev.standstill.cli;

import dev.standstill.core.order.Measure;
import dev.standstill.core.order.Measure.Resume.Stage;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Drafts orders. */
@Command(
    name = "draft",
    mixinStandardHelpOptions = true,
    description = "Writes the draft of an order, for its parties to sign.",
    footer = {
      "",
      "Example: standstill order draft pause --source L --everyone --operation pre-training"
          + " --above 1e24 --grace 24h --from 2026-12-01T00:00:00Z"
          + " --review-by 2027-01-15T00:00:00Z --proposer aurora --reason TEXT --out pause.json",
      "",
      "Exit status: 0 written; 2 not."
    },
    subcommands = {
      OrderDraftCommand.Pause.class,
      OrderDraftCommand.Slow.class,
      OrderDraftCommand.Resume.class,
      OrderDraftCommand.Extend.class,
      OrderDraftCommand.Amend.class,
      OrderDraftCommand.Withdraw.class,
      OrderDraftCommand.Stay.class
    })
final class OrderDraftCommand implements Runnable {

  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        Objects.requireNonNull(spec).commandLine(),
        "name a measure: pause, slow, resume, extend, amend, withdraw or stay");
  }

  /** Operations in scope stop. */
  @Command(
      name = "pause",
      mixinStandardHelpOptions = true,
      description = "Operations in scope stop.",
      footer = {
        "",
        "Example: standstill order draft pause --source L --everyone --operation pre-training --above 1e24"
            + " --grace 24h --from TIME --review-by TIME --proposer aurora --reason TEXT --out draft.json",
        "",
        "Exit status: 0 written; 2 not."
      })
  static final class Pause implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    @Mixin private final OrderFlags order = new OrderFlags();

    @Mixin private final RestrictionFlags restriction = new RestrictionFlags();

    @Override
    public Integer call() throws IOException {
      return order.draft(
          Objects.requireNonNull(spec), restriction.pause(), restriction.condition());
    }
  }

  /** Operations in scope stay below a cap together. */
  @Command(
      name = "slow",
      mixinStandardHelpOptions = true,
      description = "Operations in scope stay below a cap together.",
      footer = {
        "",
        "Example: standstill order draft slow --source L --everyone --operation pre-training --above 0"
            + " --flop-per-day 1e22 --from TIME --review-by TIME --proposer aurora --reason TEXT --out draft.json",
        "",
        "Exit status: 0 written; 2 not."
      })
  static final class Slow implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    @Mixin private final OrderFlags order = new OrderFlags();

    @Mixin private final RestrictionFlags restriction = new RestrictionFlags();

    @Override
    public Integer call() throws IOException {
      return order.draft(Objects.requireNonNull(spec), restriction.slow(), restriction.condition());
    }
  }

  /** Eases a slow or a pause in stages, for all at the same times. */
  @Command(
      name = "resume",
      mixinStandardHelpOptions = true,
      description = "Eases a slow or a pause in stages, for all at the same times.",
      footer = {
        "",
        "Example: standstill order draft resume --source L --order ID --stage TIME=1e23 --stage TIME"
            + " --proposer aurora --reason TEXT --out draft.json",
        "",
        "Exit status: 0 written; 2 not."
      })
  static final class Resume implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    @Mixin private final OrderFlags order = new OrderFlags();

    @Option(
        names = "--order",
        required = true,
        paramLabel = "ID",
        description = "The id of the order that is changed.")
    private String target = "";

    @Option(
        names = "--stage",
        required = true,
        paramLabel = "TIME[=FLOP]",
        description =
            "From then on this cap a day remains, or without one nothing; may be given several"
                + " times.")
    private List<String> stages = List.of();

    @Override
    public Integer call() throws IOException {
      Measure.Resume resume =
          new Measure.Resume(
              Stated.digest("--order", target), stages.stream().map(Resume::stage).toList());
      return order.draft(Objects.requireNonNull(spec), resume, Optional.empty());
    }

    private static Stage stage(String text) {
      int equals = text.indexOf('=');
      return equals < 0
          ? new Stage(Stated.time("--stage", text), Optional.empty())
          : new Stage(
              Stated.time("--stage", text.substring(0, equals)),
              Optional.of(Stated.flop("--stage", text.substring(equals + 1))));
    }
  }

  /** The review was held and the restriction stays, to be reviewed again. */
  @Command(
      name = "extend",
      mixinStandardHelpOptions = true,
      description = "The review was held and the restriction stays, to be reviewed again.",
      footer = {
        "",
        "Example: standstill order draft extend --source L --order ID --review-by TIME"
            + " --proposer aurora --reason TEXT --out draft.json",
        "",
        "Exit status: 0 written; 2 not."
      })
  static final class Extend implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    @Mixin private final OrderFlags order = new OrderFlags();

    @Option(
        names = "--order",
        required = true,
        paramLabel = "ID",
        description = "The id of the order that is changed.")
    private String target = "";

    @Option(
        names = "--review-by",
        required = true,
        paramLabel = "TIME",
        description = "By when it is reviewed again.")
    private String reviewBy = "";

    @Override
    public Integer call() throws IOException {
      Measure.Extend extend =
          new Measure.Extend(
              Stated.digest("--order", target), Stated.time("--review-by", reviewBy));
      return order.draft(Objects.requireNonNull(spec), extend, Optional.empty());
    }
  }

  /** Puts another slow or pause in the place of one; until then both hold. */
  @Command(
      name = "amend",
      mixinStandardHelpOptions = true,
      description = "Puts another slow or pause in the place of one; until then both hold.",
      footer = {
        "",
        "Example: standstill order draft amend --source L --order ID --at TIME --everyone"
            + " --operation pre-training --above 0 --grace 24h --from TIME --review-by TIME --proposer aurora --reason TEXT --out draft.json",
        "",
        "Exit status: 0 written; 2 not."
      })
  static final class Amend implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    @Mixin private final OrderFlags order = new OrderFlags();

    @Mixin private final RestrictionFlags restriction = new RestrictionFlags();

    @Option(
        names = "--order",
        required = true,
        paramLabel = "ID",
        description = "The id of the order that is changed.")
    private String target = "";

    @Option(
        names = "--at",
        required = true,
        paramLabel = "TIME",
        description = "When the old one falls away.")
    private String at = "";

    @Override
    public Integer call() throws IOException {
      Measure.Amend amend =
          new Measure.Amend(
              Stated.digest("--order", target), restriction.restriction(), Stated.time("--at", at));
      return order.draft(Objects.requireNonNull(spec), amend, restriction.condition());
    }
  }

  /** Takes back an order that has not yet taken effect. */
  @Command(
      name = "withdraw",
      mixinStandardHelpOptions = true,
      description = "Takes back an order that has not yet taken effect.",
      footer = {
        "",
        "Example: standstill order draft withdraw --source L --order ID --proposer aurora --reason TEXT --out draft.json",
        "",
        "Exit status: 0 written; 2 not."
      })
  static final class Withdraw implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    @Mixin private final OrderFlags order = new OrderFlags();

    @Option(
        names = "--order",
        required = true,
        paramLabel = "ID",
        description = "The id of the order that is changed.")
    private String target = "";

    @Override
    public Integer call() throws IOException {
      Measure.Withdraw withdraw = new Measure.Withdraw(Stated.digest("--order", target));
      return order.draft(Objects.requireNonNull(spec), withdraw, Optional.empty());
    }
  }

  /** Suspends an order while its appeal is heard. */
  @Command(
      name = "stay",
      mixinStandardHelpOptions = true,
      description = "Suspends an order while its appeal is heard.",
      footer = {
        "",
        "Example: standstill order draft stay --source L --order ID --appeal ID --at TIME --until TIME"
            + " --proposer aurora --reason TEXT --out draft.json",
        "",
        "Exit status: 0 written; 2 not."
      })
  static final class Stay implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    @Mixin private final OrderFlags order = new OrderFlags();

    @Option(
        names = "--order",
        required = true,
        paramLabel = "ID",
        description = "The id of the order that is changed.")
    private String target = "";

    @Option(
        names = "--appeal",
        required = true,
        paramLabel = "ID",
        description = "The id of the appeal.")
    private String appeal = "";

    @Option(
        names = "--at",
        required = true,
        paramLabel = "TIME",
        description = "From when it is suspended.")
    private String at = "";

    @Option(
        names = "--until",
        required = true,
        paramLabel = "TIME",
        description = "When it holds again.")
    private String until = "";

    @Override
    public Integer call() throws IOException {
      Measure.Stay stay =
          new Measure.Stay(
              Stated.digest("--order", target),
              Stated.digest("--appeal", appeal),
              Stated.time("--at", at),
              Stated.time("--until", until));
      return order.draft(Objects.requireNonNull(spec), stay, Optional.empty());
    }
  }
}
