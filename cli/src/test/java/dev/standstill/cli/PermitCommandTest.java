package dev.standstill.cli;

import static dev.standstill.cli.PermitSource.AURORA;
import static dev.standstill.cli.PermitSource.BOREALIS;
import static dev.standstill.cli.PermitSource.REGISTER;
import static dev.standstill.cli.PermitSource.START;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.log.note.SigningKey;
import dev.standstill.wire.Draft;
import dev.standstill.wire.PartySigner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From a request to a verdict, a token and a pause, by the commands that people type. */
class PermitCommandTest {
  private static final String TERMS =
      """
      {"site":{"party":"aurora","site":"north"},"areas":["hall"],"operations":["pre-training"],
       "lineage":{"id":"aurora-70b","model":"%1$s","code":"%1$s","data":"%1$s"},
       "budgetFlop":"1000000000000000000000000","flopPerDay":"44236800000000000000000",
       "devicesMax":512,"devicePeakFlopPerSecond":"1000000000000000",
       "notBefore":"2027-01-01T00:00:00Z","expires":"2028-01-01T00:00:00Z"}
      """
          .formatted("0".repeat(64));

  @TempDir Path folder;
  private PermitSource source;
  private Path terms;
  private Path draft;

  @BeforeEach
  void begin() throws IOException {
    source = PermitSource.begin(folder.resolve("log"));
    terms = Files.writeString(folder.resolve("terms.json"), TERMS);
    draft = folder.resolve("draft.json");
  }

  private static Instant hours(int hours) {
    return START.plus(Duration.ofHours(hours));
  }

  /** Signs the draft and puts it into the log; says its id. */
  private String publish(int hour, SigningKey... signers) throws IOException {
    Draft signed = Draft.read(Files.readAllBytes(draft)).accepted().orElseThrow();
    for (SigningKey signer : signers) {
      signed = signed.sign(PartySigner.of(signer));
    }
    source.append(hours(hour), signed.toEnvelope().orElseThrow().encode());
    return signed.statementId().hex();
  }

  private void draft(String command, Object... more) {
    Object[] args = new Object[more.length + 8];
    System.arraycopy(
        new Object[] {
          "permit", command, "--source", source.folder(), "--reason", "a test", "--out", draft
        },
        0,
        args,
        0,
        8);
    System.arraycopy(more, 0, args, 8, more.length);
    Ran.standstill(args).endedWith(ExitStatus.OK);
  }

  private String granted() throws IOException {
    draft("request", "--terms", terms);
    String request = publish(1, AURORA);
    draft("grant", "--request", request, "--proposer", "borealis");
    return publish(2, BOREALIS, REGISTER);
  }

  private Path job(String permit) throws IOException {
    return Files.writeString(
        folder.resolve("job.json"),
        """
        {"party":"aurora","site":"north","area":"hall","operationKind":"pre-training",
         "lineage":"aurora-70b","devices":512,"timeLimitSeconds":86400,"permit":"%s"}
        """
            .formatted(permit));
  }

  private Ran verdict(String permit, int hour) throws IOException {
    return Ran.standstill(
        "verdict", "--job", job(permit), source.folder(), "--as-of", hours(hour), "--json");
  }

  private void requireRefused(String reason, Ran ran) {
    ran.endedWith(ExitStatus.NEGATIVE);
    assertThat(ran.json().path("verdict").asText()).isEqualTo("refuse");
    assertThat(ran.json().path("reason").asText()).as(ran.out()).isEqualTo(reason);
  }

  @Test
  void aJobIsAdmittedUnderAPermitUntilItIsRevoked() throws IOException {
    String permit = granted();
    Ran admitted = verdict(permit, 3).endedWith(ExitStatus.OK);
    assertThat(admitted.json().path("verdict").asText()).isEqualTo("admit");
    assertThat(admitted.json().path("permit").asText()).isEqualTo(permit);

    draft("revoke", permit, "--proposer", "borealis");
    String revocation = publish(4, BOREALIS, REGISTER);
    Ran refused = verdict(permit, 5);
    requireRefused("permit-revoked", refused);
    assertThat(refused.json().path("restsOn").path("id").asText()).isEqualTo(revocation);
    assertThat(refused.json().path("restsOn").path("logIndex").isIntegralNumber()).isTrue();
  }

  @Test
  void statusSaysWhoIsMissingAndWhatWouldHaveNoEffect() throws IOException {
    draft("grant", "--terms", terms, "--proposer", "borealis");
    Path key = Files.writeString(folder.resolve("aurora.key"), AURORA.encoded());
    String id = Draft.read(Files.readAllBytes(draft)).accepted().orElseThrow().statementId().hex();
    Ran.standstill("permit", "sign", draft, "--key", key, "--digest", id).endedWith(ExitStatus.OK);
    Ran status =
        Ran.standstill("permit", "status", draft, source.folder(), "--json")
            .endedWith(ExitStatus.UNDECIDED);
    assertThat(status.json().path("outcome").asText()).isEqualTo("incomplete");
    assertThat(Ran.words(status.json().path("missing"))).containsExactly("borealis", "register");
    assertThat(status.json().path("signatures").get(0).path("weight").asText())
        .isEqualTo("excluded");

    draft("revoke", "0".repeat(64), "--proposer", "borealis");
    Ran unknown =
        Ran.standstill("permit", "status", draft, source.folder(), "--json")
            .endedWith(ExitStatus.NEGATIVE);
    assertThat(Ran.words(unknown.json().path("reasons"))).containsExactly("target-not-found");
  }

  @Test
  void aPauseRefusesWhateverPermitThereIs() throws IOException {
    String permit = granted();
    String pause = source.say(hours(4), PermitSource.pause(), BOREALIS, REGISTER).hex();
    Ran refused = verdict(permit, 5);
    requireRefused("paused", refused);
    assertThat(refused.json().path("restsOn").path("id").asText()).isEqualTo(pause);
  }

  @Test
  void aCriticalServiceStartsUnderAPause() throws IOException {
    draft("request", "--terms", terms, "--critical-service", "emergency-dispatch");
    String request = publish(1, AURORA);
    draft("grant", "--request", request, "--proposer", "borealis");
    String permit = publish(2, BOREALIS, REGISTER);
    source.say(hours(4), PermitSource.pause(), BOREALIS, REGISTER);
    verdict(permit, 5).endedWith(ExitStatus.OK);
    Ran shown =
        Ran.standstill("permit", "show", source.folder(), "--permit", permit)
            .endedWith(ExitStatus.OK);
    assertThat(shown.out())
        .contains("goes on under every restraint, for the critical service emergency-dispatch");
    // What one asked for cannot be answered by something else.
    Ran.standstill(
            "permit",
            "grant",
            "--request",
            request,
            "--terms",
            terms,
            "--proposer",
            "borealis",
            "--source",
            source.folder(),
            "--reason",
            "a test",
            "--out",
            folder.resolve("other.json"))
        .endedWith(ExitStatus.UNUSABLE);
  }

  @Test
  void theGlassIsBrokenForDaysAndNotForAYear() throws IOException {
    draft("grant", "--terms", terms, "--proposer", "borealis", "--break-glass", "a flood");
    String tooLong = publish(1, BOREALIS, REGISTER);
    requireRefused("permit-refused", verdict(tooLong, 3));
    Files.writeString(terms, TERMS.replace("2028-01-01", "2027-01-04"));
    draft("grant", "--terms", terms, "--proposer", "borealis", "--break-glass", "a flood");
    String permit = publish(2, BOREALIS, REGISTER);
    source.say(hours(4), PermitSource.pause(), BOREALIS, REGISTER);
    verdict(permit, 5).endedWith(ExitStatus.OK);
    assertThat(Ran.standstill("permit", "show", source.folder()).out())
        .contains("for an emergency: a flood");
    assertThat(Ran.standstill("verify", source.folder(), "--as-of", hours(5), "--json").out())
        .contains("break-glass-used", "whatever restrains others: a flood");
  }

  private Ran charter(String... more) {
    List<Object> args =
        new ArrayList<>(
            List.of("charter", "init", "--policy", source.folder().resolve("policy"), "--name"));
    args.addAll(List.of("Pact", "--ceiling", "1e26", "--significant", "1e24", "--template"));
    args.addAll(List.of("--begin", "2026-12-01T00:00:00Z", "--end", "2028-12-01T00:00:00Z"));
    args.addAll(List.of("--party", "aurora=" + AURORA.verifierKey()));
    args.addAll(List.of("--party", "borealis=" + BOREALIS.verifierKey()));
    args.addAll(List.of("--party", "register=" + REGISTER.verifierKey()));
    args.addAll(List.of(more));
    return Ran.standstill(args.toArray());
  }

  @Test
  void aCharterNamesItsServicesAndWhoBreaksTheGlass() {
    String quorum = "2of{aurora,borealis,register}";
    String[] flags = {
      "--critical-service", "emergency-dispatch", "--critical-service", "power-grid"
    };
    Ran made =
        charter(
                "--permit-above",
                "1e24",
                "--break-glass",
                quorum,
                flags[0],
                flags[1],
                flags[2],
                flags[3])
            .endedWith(ExitStatus.OK);
    var permits = made.json().path("governance").path("permits");
    assertThat(Ran.words(permits.path("criticalServices")))
        .containsExactly("emergency-dispatch", "power-grid");
    assertThat(permits.path("breakGlass").path("lengthMaxSeconds").asLong()).isEqualTo(259_200);
    assertThat(permits.path("breakGlass").path("quorum").path("atLeast").asInt()).isEqualTo(2);
    assertThat(charter(flags).endedWith(ExitStatus.UNUSABLE).err()).contains("--permit-above");
    assertThat(
            charter("--permit-above", "1e24", "--critical-service", "Power Grid")
                .endedWith(ExitStatus.UNUSABLE)
                .err())
        .contains("--critical-service: a critical service's name is");
    assertThat(
            charter("--permit-above", "1e24", "--break-glass", "2of{aurora,stranger}")
                .endedWith(ExitStatus.UNUSABLE)
                .err())
        .contains("stranger");
  }

  @Test
  void aPermitIsForOnePurpose() {
    Ran both =
        Ran.standstill(
            "permit",
            "request",
            "--terms",
            terms,
            "--critical-service",
            "emergency-dispatch",
            "--break-glass",
            "a flood",
            "--source",
            source.folder(),
            "--reason",
            "a test",
            "--out",
            draft);
    both.endedWith(ExitStatus.UNUSABLE);
    assertThat(both.err()).contains("--critical-service or --break-glass, not both");
    assertThat(draft).doesNotExist();
  }

  private Ran shown(String permit, int hour, Draft... drafts) throws IOException {
    List<Object> args =
        new ArrayList<>(
            List.of("verdict", "--job", job(permit), source.folder(), "--as-of", hours(hour)));
    for (Draft one : drafts) {
      Path file = folder.resolve("shown" + args.size() + ".json");
      args.addAll(List.of("--presented", Files.write(file, one.encode())));
    }
    args.add("--json");
    return Ran.standstill(args.toArray());
  }

  @Test
  void aPauseThatIsShownRefusesAlthoughTheLogDoesNotHaveIt() throws IOException {
    String permit = granted();
    Draft pause = source.signed(PermitSource.pause(), BOREALIS, REGISTER);
    verdict(permit, 3).endedWith(ExitStatus.OK);
    requireRefused("paused", shown(permit, 3, pause, pause));
    // The log's word goes before what is shown: it was logged, and then taken back by a resume.
    source.append(hours(4), pause.toEnvelope().orElseThrow().encode());
    requireRefused("paused", verdict(permit, 5));
    source.say(hours(5), PermitSource.resume(pause.statementId(), hours(30)), BOREALIS, REGISTER);
    source.say(hours(30), PermitSource.pause(), REGISTER);
    shown(permit, 31, pause).endedWith(ExitStatus.OK);
  }

  @Test
  void whatIsShownAndBindsNobodyIsAnErrorAndNoVerdict() throws IOException {
    String permit = granted();
    Draft good = source.signed(PermitSource.pause(), BOREALIS, REGISTER);
    Draft lacking = source.signed(PermitSource.pause(), BOREALIS);
    assertThat(shown(permit, 3, lacking).refused())
        .contains("shown6.json: binds nobody: quorum-missing; signed by [borealis]");
    assertThat(shown(permit, 3, good, lacking).refused()).contains("shown8.json", "quorum-missing");
    Draft resume =
        source.signed(PermitSource.resume(good.statementId(), hours(30)), BOREALIS, REGISTER);
    assertThat(shown(permit, 3, resume).refused()).contains("binds nobody: no-pause");
    draft("revoke", permit, "--proposer", "borealis");
    Draft other = Draft.read(Files.readAllBytes(draft)).accepted().orElseThrow();
    assertThat(shown(permit, 3, other).refused()).contains("is no pause but permit");
    Path none = Files.writeString(folder.resolve("none.json"), "{}");
    assertThat(
            Ran.standstill("verdict", "--job", job(permit), source.folder(), "--presented", none)
                .refused())
        .contains("none.json: is no draft");
  }

  @Test
  void theRequesterAloneOrWithOneOtherGrantsItselfNothing() throws IOException {
    draft("grant", "--terms", terms, "--proposer", "borealis");
    String permit = publish(1, AURORA, BOREALIS);
    requireRefused("permit-not-granted", verdict(permit, 2));
  }

  @Test
  void silenceIsApprovalAfterTheNotice() throws IOException {
    draft("request", "--terms", terms);
    String request = publish(1, AURORA);
    int later = 24 * 14 + 2;
    requireRefused("view-silent", verdict(request, later));
    source.say(hours(24 * 13), PermitSource.pause(), BOREALIS);
    requireRefused("permit-not-granted", verdict(request, 24 * 13 + 1));
    source.say(hours(later), PermitSource.pause(), REGISTER);
    verdict(request, later + 1).endedWith(ExitStatus.OK);
  }

  @Test
  void aStaleViewADamagedLogAndTheMachinesOwnClockRefuse() throws IOException {
    String permit = granted();
    requireRefused("view-stale", verdict(permit, 2 + 25));
    requireRefused("view-silent", verdict(permit, 2 + 49));
    // In 2027 witnesses have seen it; a machine whose clock says less is wrong.
    if (Instant.now().isBefore(START)) {
      requireRefused(
          "clock-behind-log",
          Ran.standstill("verdict", "--job", job(permit), source.folder(), "--json"));
    }
    // What anybody could have left in the log says nothing; a byte that is another one does.
    source.append(hours(3), "{}".getBytes(UTF_8));
    verdict(permit, 4).endedWith(ExitStatus.OK);
    try (Stream<Path> files = Files.walk(source.folder().resolve("tile/entries"))) {
      Path entries = files.filter(Files::isRegularFile).findFirst().orElseThrow();
      byte[] bytes = Files.readAllBytes(entries);
      bytes[bytes.length / 2] ^= 1;
      Files.write(entries, bytes);
    }
    requireRefused("evidence-damaged", verdict(permit, 4));
  }

  @Test
  void showSaysWhereEveryPermitStands() throws IOException {
    String permit = granted();
    Ran ran =
        Ran.standstill("permit", "show", source.folder(), "--as-of", hours(3), "--json")
            .endedWith(ExitStatus.OK);
    assertThat(ran.json().path("permits")).hasSize(2);
    assertThat(ran.json().path("permits").get(0).path("state").asText()).isEqualTo("answered");
    var live = ran.json().path("permits").get(1);
    assertThat(live.path("permit").asText()).isEqualTo(permit);
    assertThat(live.path("state").asText()).isEqualTo("live");
    assertThat(live.path("remainingFlop").asText()).isEqualTo("1000000000000000000000000");
    assertThat(live.path("terms").path("devicesMax").asInt()).isEqualTo(512);
    assertThat(Ran.standstill("permit", "show", source.folder(), "--as-of", hours(3)).out())
        .contains(permit + " live", "drawn 0 of 1000000000000000000000000 FLOP");
  }

  @Test
  void aTokenIsIssuedForALivePermitOnlyAndCheckedOffline() throws IOException {
    String permit = granted();
    Path key = Files.writeString(folder.resolve("register.key"), REGISTER.encoded());
    Path jwk = folder.resolve("issuer.jwk");
    Ran issued =
        Ran.standstill(
                "permit",
                "show",
                source.folder(),
                "--as-of",
                hours(3),
                "--permit",
                permit,
                "--jws",
                "--key",
                key,
                "--jwk",
                jwk)
            .endedWith(ExitStatus.OK);
    Path jws = Files.writeString(folder.resolve("permit.jws"), issued.out());
    assertThat(Files.readString(jwk)).contains("\"crv\": \"Ed25519\"");
    Ran valid = verify(jws, REGISTER, "aurora/north", 4).endedWith(ExitStatus.OK);
    assertThat(valid.json().path("permit").asText()).isEqualTo(permit);
    verify(jws, REGISTER, "aurora/south", 4).endedWith(ExitStatus.NEGATIVE);
    verify(jws, BOREALIS, "aurora/north", 4).endedWith(ExitStatus.NEGATIVE);
    verify(jws, REGISTER, "aurora/north", 24 * 366).endedWith(ExitStatus.NEGATIVE);

    draft("suspend", permit, "--proposer", "borealis");
    publish(5, BOREALIS, REGISTER);
    Ran refused =
        Ran.standstill(
                "permit",
                "show",
                source.folder(),
                "--as-of",
                hours(6),
                "--permit",
                permit,
                "--jws",
                "--key",
                key)
            .endedWith(ExitStatus.NEGATIVE);
    assertThat(refused.err()).contains("suspended");
    assertThat(refused.out()).isEmpty();
  }

  private static Ran verify(Path jws, SigningKey issuer, String site, int hour) {
    return Ran.standstill(
        "permit",
        "verify",
        "--jws",
        jws,
        "--issuer",
        issuer.verifierKey(),
        "--site",
        site,
        "--as-of",
        hours(hour),
        "--json");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"devices\":512|\"devices\":-1|devices: must be 1 to",
        "\"devices\":512|\"devices\":\"512\"|devices: expected an integer",
        "\"devices\":512|\"gpus\":512|gpus",
        "\"timeLimitSeconds\":86400|\"timeLimit\":86400|timeLimit",
        "\"timeLimitSeconds\":86400|\"timeLimitSeconds\":0|a job has a time limit above zero",
        "\"operationKind\":\"pre-training\"|\"operationKind\":\"training\"|unknown word training",
        "\"permit\":|\"lineageFlop\":1e24,\"permit\":|lineageFlop: expected a string",
        "\"permit\":|\"lineageFlop\":\"-5\",\"permit\":|lineageFlop: expected up to 40",
        "\"site\":\"north\"|\"site\":\"North\"|site: ",
      })
  void aJobThatIsNoneIsRefusedInOneLine(String old, String replacement, String why)
      throws IOException {
    Path job = job("0".repeat(64));
    String text = Files.readString(job);
    assertThat(text).contains(old);
    Files.writeString(job, text.replace(old, replacement));
    assertThat(Ran.standstill("verdict", "--job", job, source.folder()).refused())
        .contains("job.json: is no job: ")
        .contains(why);
  }

  @Test
  void whatCannotBeReadIsRefusedInOneLineAndNothingIsWritten() throws IOException {
    Path job = job("0".repeat(64));
    Path none = folder.resolve("none");
    assertThat(Ran.standstill("verdict", "--job", job, none).refused()).contains("none");
    Files.writeString(terms, TERMS.replace("\"devicesMax\":512", "\"devicesMax\":0"));
    assertThat(
            Ran.standstill(
                    "permit",
                    "request",
                    "--terms",
                    terms,
                    "--source",
                    source.folder(),
                    "--reason",
                    "a test",
                    "--out",
                    draft)
                .refused())
        .contains("terms.json: holds no terms of a permit: devicesMax");
    assertThat(draft).doesNotExist();
    assertThat(
            Ran.standstill(
                    "permit",
                    "revoke",
                    "abc",
                    "--source",
                    source.folder(),
                    "--proposer",
                    "borealis",
                    "--reason",
                    "a test",
                    "--out",
                    draft)
                .refused())
        .contains("ID: ");
    assertThat(
            Ran.standstill("permit", "show", source.folder(), "--permit", "0".repeat(64), "--json")
                .refused())
        .contains("has no permit");
  }
}
