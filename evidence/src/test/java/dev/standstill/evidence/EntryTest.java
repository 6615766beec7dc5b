package dev.standstill.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.core.charter.Charter;
import dev.standstill.core.finding.Claim;
import dev.standstill.core.finding.Conclusion;
import dev.standstill.core.finding.Finding;
import dev.standstill.core.finding.FindingCode;
import dev.standstill.core.finding.Status;
import dev.standstill.core.finding.Subject;
import dev.standstill.core.party.Party;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.Role;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.core.report.ActivityReport;
import dev.standstill.log.note.CheckpointSigner;
import dev.standstill.log.note.SigningKey;
import dev.standstill.log.policy.QuorumPolicy;
import dev.standstill.wire.Binding;
import dev.standstill.wire.Envelope;
import dev.standstill.wire.EnvelopeSignature;
import dev.standstill.wire.PartySigner;
import dev.standstill.wire.Statement;
import dev.standstill.wire.StatementCodec;
import dev.standstill.wire.json.ReadResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs whose key and tree are right and whose entries are not. */
class EntryTest {

  @TempDir Path temporary;

  private interface Edit {
    byte[] bytes(SampleSource source) throws IOException;
  }

  private final Digest nothing = new Digest("0".repeat(64));
  private final ActivityReport report =
      SampleStatements.report(List.of(nothing), SampleStatements.energies());

  @Test
  void namesTheEntryThatIsNoStatement() throws IOException {
    requireRefusedEntry("garbage", source -> "garbage".getBytes(StandardCharsets.UTF_8));
    requireRefusedEntry("empty", source -> new byte[0]);
    requireRefusedEntry("binary", source -> new byte[] {(byte) 0xff, 0, 1, (byte) 0xfe});
    requireRefusedEntry("as large as can be", source -> new byte[65_535]);
    requireRefusedEntry("deep", source -> "[".repeat(60_000).getBytes(StandardCharsets.UTF_8));
    requireRefusedEntry(
        "huge number", source -> "1".repeat(60_000).getBytes(StandardCharsets.UTF_8));
    requireRefusedEntry("not a statement", source -> envelope("{}", SampleSource.NORTH));
    requireRefusedEntry("two roots", source -> envelope("{} {}", SampleSource.NORTH));
    requireRefusedEntry(
        "unknown field",
        source ->
            envelope(
                new String(payload(source), StandardCharsets.UTF_8)
                    .replaceFirst("\\{", "{\"more\":1,"),
                SampleSource.NORTH));
    requireRefusedEntry(
        "trailing space",
        source ->
            (new String(signedReport(source), StandardCharsets.UTF_8) + " x")
                .getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void namesTheEntryThatNobodyOrTheWrongOneSigned() throws IOException {
    requireRefusedEntry("a stranger", source -> statement(source, SampleSource.STRANGER));
    requireRefusedEntry("the log itself", source -> statement(source, SampleSource.LOG));
    requireRefusedEntry(
        "two parties", source -> statement(source, SampleSource.NORTH, SampleSource.SOUTH));
    requireRefusedEntry(
        "a party and a stranger",
        source -> statement(source, SampleSource.NORTH, SampleSource.STRANGER));
    requireRefusedEntry(
        "another's signature",
        source -> {
          Envelope good = read(signedReport(source));
          String sig =
              read(SampleSource.statement(
                      source.binding(), SampleStatements.calibration("x"), SampleSource.NORTH))
                  .signatures()
                  .getFirst()
                  .sigBase64();
          return new Envelope(
                  good.payloadBase64(),
                  List.of(new EnvelopeSignature(good.signatures().getFirst().keyid(), sig)))
              .encode();
        });
    requireRefusedEntry(
        "a finding by an operator",
        source ->
            SampleSource.statement(
                source.binding(),
                new Finding(
                    FindingCode.GAP,
                    Subject.ofParty(new PartyId("south")),
                    Optional.empty(),
                    List.of(),
                    "claimed"),
                SampleSource.NORTH));
  }

  @Test
  void namesTheEntryThatBelongsElsewhere() throws IOException {
    requireRefusedEntry(
        "another charter",
        source ->
            SampleSource.statement(new Binding.ToCharter(nothing), report, SampleSource.NORTH));
    requireRefusedEntry(
        "a second charter",
        source ->
            SampleSource.statement(
                Binding.ToLogKey.of(SampleSource.LOG.verifierKey()),
                SampleSource.charterOf(
                    SourceLog.unwitnessed(CheckpointSigner.of(SampleSource.LOG)).policyDigest(),
                    List.of(SampleSource.party("north", SampleSource.NORTH.verifierKey() + ""))),
                SampleSource.NORTH));
  }

  @Test
  void ignoresAStatementThatIsLoggedAgain() throws IOException {
    SampleSource source = SampleSource.declared(temporary);
    Evidence evidence =
        read(source.entry(signedReport(source)).entry(signedReport(source)).publish());
    assertThat(evidence.defects()).isEmpty();
    assertThat(evidence.facts()).extracting(PublishedFact::logIndex).containsExactly(1L, 2L, 3L);
  }

  /** The id of a statement names no author: whoever says it first must not silence the other. */
  @Test
  void keepsTheSameStatementOfTwoParties() throws IOException {
    SampleSource source =
        SampleSource.begin(temporary.resolve("twice"))
            .charter()
            .signed(SampleStatements.calibration("hall"), SampleSource.SOUTH)
            .signed(SampleStatements.calibration("hall"), SampleSource.NORTH);
    Evidence evidence = EvidenceReader.read(source.publish(), TrustRoot.fromSource());
    assertThat(evidence.defects()).isEmpty();
    assertThat(evidence.facts().stream().map(fact -> fact.author().name()))
        .containsExactly("south", "north");
  }

  @Test
  void judgesNobodyUnderACharterThatIsNotEveryones() throws IOException {
    Charter charter =
        SampleSource.charterOf(
            SourceLog.unwitnessed(CheckpointSigner.of(SampleSource.LOG)).policyDigest());
    requireNoCharter(
        SampleSource.begin(temporary.resolve("1")).charter(charter, SampleSource.NORTH),
        "entry 0",
        "party south has not signed");
    requireNoCharter(
        SampleSource.begin(temporary.resolve("2")).charter(charter, SampleSource.LOG),
        "entry 0",
        "has not signed");
    requireNoCharter(
        SampleSource.begin(temporary.resolve("3"))
            .charter(
                SampleSource.charterOf(
                    SourceLog.unwitnessed(CheckpointSigner.of(SampleSource.NORTH)).policyDigest()),
                SampleSource.NORTH,
                SampleSource.SOUTH),
        "policy",
        "not the one the charter names");
    requireNoCharter(
        SampleSource.begin(temporary.resolve("4"))
            .entry(
                SampleSource.statement(
                    Binding.ToLogKey.of(SampleSource.STRANGER.verifierKey()),
                    charter,
                    SampleSource.NORTH,
                    SampleSource.SOUTH)),
        "entry 0",
        "bound to another log's key");
    requireNoCharter(
        SampleSource.begin(temporary.resolve("5"))
            .entry(
                SampleSource.statement(new Binding.ToCharter(nothing), report, SampleSource.NORTH))
            .charter(charter, SampleSource.SOUTH),
        "entry 0",
        "comes before any charter");
  }

  @Test
  void holdsTheReadersPinsAgainstTheSource() throws IOException {
    Path source = SampleSource.honest(temporary);
    Digest charter = read(source).charter().orElseThrow().id();
    QuorumPolicy own = QuorumPolicy.withoutWitnesses(SampleSource.LOG.verifierKey());
    QuorumPolicy other = QuorumPolicy.withoutWitnesses(SampleSource.STRANGER.verifierKey());

    TrustRoot right = new TrustRoot(Optional.of(own), Optional.of(charter));
    assertThat(EvidenceReader.read(source, right).defects()).isEmpty();
    assertThat(EvidenceReader.read(source, right).pinned()).isTrue();

    Evidence wrongCharter =
        EvidenceReader.read(source, new TrustRoot(Optional.empty(), Optional.of(nothing)));
    assertThat(wrongCharter.charter()).isEmpty();
    assertThat(wrongCharter.facts()).isEmpty();
    Evidence wrongPolicy =
        EvidenceReader.read(source, new TrustRoot(Optional.of(other), Optional.of(charter)));
    assertThat(wrongPolicy.charter()).isEmpty();
    assertThat(wrongPolicy.checkpoint()).isEmpty();
    for (Evidence evidence : List.of(wrongCharter, wrongPolicy)) {
      requireOnlyDamage(Examination.of(evidence, Optional.empty(), Progress.NONE));
    }
  }

  @Test
  void takesAReportAboutAnothersSiteForOneOfItsAuthorsOwn() throws IOException {
    SampleSource source = SampleSource.declared(temporary);
    Evidence evidence = read(source.signed(report, SampleSource.SOUTH).publish());
    assertThat(evidence.defects()).isEmpty();
    List<Conclusion> conclusions =
        Examination.of(evidence, Optional.empty(), Progress.NONE).evaluation().conclusions();
    assertThat(conclusions)
        .filteredOn(conclusion -> conclusion.claim() == Claim.DECLARED_SITE)
        .extracting(conclusion -> conclusion.subject().party().orElseThrow().name())
        .containsExactly("south");
    assertThat(conclusions)
        .filteredOn(conclusion -> conclusion.claim() != Claim.INTEGRITY)
        .allMatch(conclusion -> conclusion.status() == Status.UNDECIDED);
  }

  @Test
  void refusesStatementsOfAPartyThatMayNotOperate() throws IOException {
    Party south =
        new Party(
            new PartyId("south"),
            Set.of(Role.REGISTER),
            List.of(SampleSource.SOUTH.verifierKey().toString()));
    Party north = SampleSource.party("north", SampleSource.NORTH.verifierKey().toString());
    Charter charter =
        SampleSource.charterOf(
            SourceLog.unwitnessed(CheckpointSigner.of(SampleSource.LOG)).policyDigest(),
            List.of(north, south));
    SampleSource source =
        SampleSource.begin(temporary).charter(charter, SampleSource.NORTH, SampleSource.SOUTH);
    Evidence evidence = read(source.signed(report, SampleSource.SOUTH).publish());
    assertThat(evidence.defects())
        .singleElement()
        .satisfies(defect -> assertThat(defect.place()).isEqualTo("entry 1"));
  }

  /** Anybody who reaches a log could else take back what others said of themselves. */
  @Test
  void whatAStrangerLeavesInTheLogSilencesNobody() throws IOException {
    List<Conclusion> clean = ofParties(honest("clean", source -> {}));
    assertThat(clean).isNotEmpty().anyMatch(one -> one.status() == Status.UPHELD);
    Examination strayed =
        honest(
            "strayed",
            source -> {
              source.entry("garbage".getBytes(StandardCharsets.UTF_8));
              source.entry(envelope("{}", SampleSource.STRANGER));
              source.entry(envelope("{}", SampleSource.NORTH));
              source.entry(statement(source, SampleSource.NORTH, SampleSource.SOUTH));
            });
    assertThat(strayed.evidence().isIntact()).isTrue();
    assertThat(strayed.evidence().defects()).hasSize(4);
    assertThat(ofParties(strayed)).isEqualTo(clean);
    assertThat(strayed.evaluation().conclusions().getFirst().status()).isEqualTo(Status.REFUTED);
  }

  /** It may be an order in words that this reader does not know. */
  @Test
  void whatSeveralPartiesSignedAndNobodyCanReadIsDamage() throws IOException {
    Examination unread =
        honest(
            "unread",
            source ->
                source.entry(
                    Envelope.sign(
                            "{}".getBytes(StandardCharsets.UTF_8),
                            List.of(
                                PartySigner.of(SampleSource.NORTH),
                                PartySigner.of(SampleSource.SOUTH)))
                        .encode()));
    assertThat(unread.evidence().isIntact()).isFalse();
    requireOnlyDamage(unread);
  }

  private interface Addition {
    void to(SampleSource source);
  }

  private Examination honest(String folder, Addition addition) throws IOException {
    SampleSource source = SampleSource.honestSource(temporary.resolve(folder));
    addition.to(source);
    return Examination.of(read(source.publish()), Optional.empty(), Progress.NONE);
  }

  private static List<Conclusion> ofParties(Examination examination) {
    return examination.evaluation().conclusions().stream()
        .filter(conclusion -> conclusion.claim() != Claim.INTEGRITY)
        .toList();
  }

  private void requireRefusedEntry(String what, Edit edit) throws IOException {
    SampleSource source = SampleSource.declared(temporary.resolve(what));
    Evidence evidence = read(source.entry(edit.bytes(source)).publish());
    assertThat(evidence.defects())
        .as(what)
        .singleElement()
        .satisfies(defect -> {
          assertThat(defect.place()).isEqualTo("entry 3");
          assertThat(defect.detail()).isNotBlank().hasSizeLessThan(500);
          assertThat(defect.detail().chars()).noneMatch(Character::isISOControl);
        });
    assertThat(evidence.facts()).as(what).hasSize(2);
    requireOnlyDamage(Examination.of(evidence, Optional.empty(), Progress.NONE));
  }

  private static void requireNoCharter(SampleSource source, String place, String detail)
      throws IOException {
    Evidence evidence = read(source.publish());
    assertThat(evidence.charter()).isEmpty();
    assertThat(evidence.defects())
        .anySatisfy(defect -> {
          assertThat(defect.place()).isEqualTo(place);
          assertThat(defect.detail()).contains(detail);
        });
    requireOnlyDamage(Examination.of(evidence, Optional.empty(), Progress.NONE));
  }

  private static void requireOnlyDamage(Examination examination) {
    for (Conclusion conclusion : examination.evaluation().conclusions()) {
      assertThat(conclusion.status())
          .as(conclusion.toString())
          .isEqualTo(conclusion.claim() == Claim.INTEGRITY ? Status.REFUTED : Status.UNDECIDED);
    }
  }

  private byte[] statement(SampleSource source, SigningKey... signers) {
    return SampleSource.statement(source.binding(), report, signers);
  }

  private byte[] signedReport(SampleSource source) {
    return statement(source, SampleSource.NORTH);
  }

  private byte[] payload(SampleSource source) {
    return StatementCodec.write(new Statement(source.binding(), report));
  }

  private static byte[] envelope(String payload, SigningKey signer) {
    return Envelope.sign(payload.getBytes(StandardCharsets.UTF_8), List.of(PartySigner.of(signer)))
        .encode();
  }

  private static Envelope read(byte[] entry) {
    return switch (Envelope.read(entry)) {
      case ReadResult.Read<Envelope>(Envelope envelope) -> envelope;
      case ReadResult.Refused<Envelope>(var refusal) ->
          throw new AssertionError(refusal.toString());
    };
  }

  private static Evidence read(Path source) throws IOException {
    return EvidenceReader.read(source, TrustRoot.fromSource());
  }
}
