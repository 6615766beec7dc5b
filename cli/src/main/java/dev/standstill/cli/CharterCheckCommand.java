package dev.standstill.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.core.charter.Charter;
import dev.standstill.core.charter.CharterCheck;
import dev.standstill.core.charter.CharterDefect;
import dev.standstill.core.charter.WitnessGroup;
import dev.standstill.evidence.Evidence;
import dev.standstill.evidence.EvidenceReader;
import dev.standstill.evidence.PolicyWitnesses;
import dev.standstill.evidence.SourceLayout;
import dev.standstill.evidence.source.OpenSource;
import dev.standstill.evidence.source.Place;
import dev.standstill.log.policy.QuorumPolicy;
import dev.standstill.wire.Draft;
import dev.standstill.wire.json.StrictJson;
import dev.standstill.wire.json.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks for what makes a charter unfit to be signed. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description =
        "Looks for what makes a charter unfit to be signed: quorums that one party decides or that"
            + " recusals make unreachable, a log's policy in one party's hands, times that cannot"
            + " all be kept.",
    footer = {
      "",
      "Example: standstill charter check charter.draft --policy L/policy",
      "",
      "A witness is a party's if the part of its key's name before the first slash is the party's",
      "name, or begins the name of one of the party's keys. Exit status: 0 sound; 1 not; 2 if",
      "something cannot be read."
    })
final class CharterCheckCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      paramLabel = "FILE|SOURCE",
      description = "A draft, a charter as JSON, or a log, whose newest charter is meant.")
  private String word = "";

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "The log's policy. Default: that of the log; without one it is not looked at.")
  private @Nullable Path policyFile;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  private record Checked(Charter charter, Optional<QuorumPolicy> policy) {}

  @Override
  public Integer call() throws IOException {
    Terminal terminal = Terminal.of(Objects.requireNonNull(spec));
    Checked checked = checked(terminal);
    checked
        .policy()
        .filter(policy -> !policy.digest().hex().equals(checked.charter().policyDigest().hex()))
        .ifPresent(policy -> {
          throw new IllegalArgumentException(
              "the policy has the digest "
                  + policy.digest().hex()
                  + "; the charter names "
                  + checked.charter().policyDigest());
        });
    Optional<WitnessGroup> witnesses =
        checked.policy().map(policy -> PolicyWitnesses.of(policy, checked.charter()));
    List<CharterDefect> defects = CharterCheck.of(checked.charter(), witnesses);
    print(terminal, defects, witnesses.isPresent());
    return defects.isEmpty() ? ExitStatus.OK : ExitStatus.NEGATIVE;
  }

  private Checked checked(Terminal terminal) throws IOException {
    Optional<QuorumPolicy> stated =
        policyFile == null ? Optional.empty() : Optional.of(PolicyFile.read(policyFile).policy());
    if (DraftFile.isDraft(word)) {
      Path file = Path.of(word);
      Draft draft = DraftFile.read(file);
      if (DraftFile.statement(file, draft).body() instanceof Charter charter) {
        return new Checked(charter, stated);
      }
      throw new IllegalArgumentException(word + ": is no charter");
    }
    boolean url = word.startsWith("http://") || word.startsWith("https://");
    if (!url && Files.isRegularFile(Path.of(word)) && !word.endsWith(".standstill")) {
      return new Checked(CharterFile.read(Path.of(word)), stated);
    }
    try (Terminal.Progress progress = terminal.progress("opening the source");
        OpenSource opened = OpenSource.open(Place.of(word), progress::at)) {
      Evidence evidence =
          EvidenceReader.read(opened.directory(), TrustOptions.trust(policyFile, null));
      Charter charter = CharterShowCommand.latest(word, evidence).body();
      return stated.isPresent()
          ? new Checked(charter, stated)
          : new Checked(
              charter,
              Optional.of(
                  PolicyFile.read(opened.directory().resolve(SourceLayout.POLICY)).policy()));
    }
  }

  private void print(Terminal terminal, List<CharterDefect> defects, boolean withPolicy) {
    if (json) {
      ObjectNode node = JsonNodeFactory.instance.objectNode();
      node.put("sound", defects.isEmpty()).put("policyChecked", withPolicy).putArray("defects");
      for (CharterDefect defect : defects) {
        node.withArray("defects")
            .addObject()
            .put("code", Words.of(defect.code()))
            .put("place", defect.place())
            .put("detail", defect.detail());
      }
      terminal.json(StrictJson.pretty(node));
      return;
    }
    for (CharterDefect defect : defects) {
      terminal.line(Words.of(defect.code()) + "  " + defect.place() + ": " + defect.detail());
    }
    String policy = withPolicy ? "" : "; the log's policy was not looked at, name it with --policy";
    terminal.line((defects.isEmpty() ? "sound" : defects.size() + " defects") + policy);
  }
}
