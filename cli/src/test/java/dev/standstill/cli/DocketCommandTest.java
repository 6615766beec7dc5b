package dev.standstill.cli;

import static dev.standstill.cli.PermitSource.AURORA;
import static dev.standstill.cli.PermitSource.BOREALIS;
import static dev.standstill.cli.PermitSource.REGISTER;
import static dev.standstill.cli.PermitSource.START;
import static dev.standstill.cli.Ran.standstill;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.standstill.core.finding.Finding;
import dev.standstill.core.finding.FindingCode;
import dev.standstill.core.finding.Subject;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.record.Digest;
import dev.standstill.log.note.SigningKey;
import dev.standstill.wire.Draft;
import dev.standstill.wire.PartySigner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A case from a finding to an appeal, on the command line and in a witnessed log. */
final class DocketCommandTest {
  @TempDir private Path folder;

  private static Duration hours(int count) {
    return Duration.ofHours(count);
  }

  private Digest finding(PermitSource source) throws IOException {
    return source.say(
        START.plus(hours(1)),
        new Finding(
            FindingCode.GAP,
            Subject.ofParty(new PartyId("aurora")),
            Optional.empty(),
            List.of("node_0"),
            "a hole"),
        REGISTER);
  }

  private void logged(PermitSource source, Path draft, int hour, SigningKey... keys)
      throws IOException {
    Draft read = Draft.read(Files.readAllBytes(draft)).accepted().orElseThrow();
    for (SigningKey key : keys) {
      read = read.sign(PartySigner.of(key));
    }
    source.append(START.plus(hours(hour)), read.toEnvelope().orElseThrow().encode());
  }

  private static JsonNode only(Path source) {
    JsonNode cases =
        standstill("docket", "list", source, "--json")
            .endedWith(ExitStatus.OK)
            .json()
            .path("cases");
    assertThat(cases).hasSize(1);
    return cases.get(0);
  }

  @Test
  void aCaseGoesFromAQuestionToARulingAndItsText() throws IOException {
    PermitSource source = PermitSource.begin(folder.resolve("L"));
    Path draft = folder.resolve("draft.json");
    Digest finding = finding(source);
    Path log = source.folder();
    assertThat(
            standstill("docket", "list", log, "--json")
                .endedWith(ExitStatus.OK)
                .json()
                .path("cases"))
        .isEmpty();

    standstill(
            "docket",
            "file",
            log,
            "--finding",
            finding,
            "--asked",
            "aurora",
            "--question",
            "why is there a hole?",
            "--out",
            draft)
        .endedWith(ExitStatus.OK);
    logged(source, draft, 2, REGISTER);
    JsonNode asked = only(log);
    assertThat(asked.path("state").asText()).isEqualTo("asked");
    assertThat(asked.path("replyBy").isTextual()).isTrue();
    assertThat(Ran.words(asked.path("owes"))).containsExactly("aurora");
    String id = asked.path("id").asText();

    standstill("docket", "reply", log, id.substring(0, 12), "--text", "a fuse", "--out", draft)
        .endedWith(ExitStatus.OK);
    logged(source, draft, 3, AURORA);
    assertThat(only(log).path("state").asText()).isEqualTo("replied");
    assertThat(Ran.words(only(log).path("owes"))).doesNotContain("aurora").isNotEmpty();

    standstill(
            "docket",
            "rule",
            log,
            id,
            "--outcome",
            "not-explained",
            "--proposer",
            "borealis",
            "--ground",
            finding,
            "--reason",
            "fuses leave a trace",
            "--dissent",
            "aurora=we disagree",
            "--out",
            draft)
        .endedWith(ExitStatus.OK);
    logged(source, draft, 4, BOREALIS, REGISTER);
    JsonNode ruled = only(log);
    assertThat(ruled.path("state").asText()).isEqualTo("ruled");
    assertThat(ruled.path("ruling").path("outcome").asText()).isEqualTo("not-explained");
    assertThat(ruled.path("owes")).isEmpty();

    Ran shown = standstill("docket", "show", log, id).endedWith(ExitStatus.OK);
    assertThat(shown.out())
        .contains("why is there a hole?", "a fuse", "fuses leave a trace", "we disagree");
  }

  @Test
  void aReplyByAnotherIsKeptWithoutEffect() throws IOException {
    PermitSource source = PermitSource.begin(folder.resolve("L"));
    Path draft = folder.resolve("draft.json");
    Digest finding = finding(source);
    Path log = source.folder();
    standstill(
            "docket",
            "file",
            log,
            "--finding",
            finding,
            "--asked",
            "aurora",
            "--question",
            "why?",
            "--out",
            draft)
        .endedWith(ExitStatus.OK);
    logged(source, draft, 2, REGISTER);
    String id = only(log).path("id").asText();
    standstill("docket", "reply", log, id, "--text", "it was us", "--out", draft)
        .endedWith(ExitStatus.OK);
    logged(source, draft, 3, BOREALIS);

    JsonNode listed = standstill("docket", "list", log, "--json").endedWith(ExitStatus.OK).json();
    assertThat(listed.path("cases").get(0).path("state").asText()).isEqualTo("asked");
    assertThat(listed.path("unheard").get(0).path("defect").asText())
        .isEqualTo("not-the-party-asked");
  }

  @Test
  void whatIsNotThereOrOfAnotherKindIsRefusedInOneLine() throws IOException {
    PermitSource source = PermitSource.begin(folder.resolve("L"));
    Digest finding = finding(source);
    Path log = source.folder();
    assertThat(standstill("docket", "show", log, finding).refused())
        .contains("of the kind finding, not clarification");
    assertThat(standstill("docket", "show", log, "99").refused()).contains("has no checked");
    assertThat(standstill("docket", "show", log, "zz").refused()).contains("log index");
    assertThat(
            standstill(
                    "docket",
                    "appeal",
                    log,
                    finding,
                    "--grounds",
                    "unfair",
                    "--out",
                    folder.resolve("a.json"))
                .refused())
        .contains("not order");
    assertThat(folder.resolve("a.json")).doesNotExist();
  }
}
