package dev.standstill.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.standstill.core.finding.Finding;
import dev.standstill.core.record.StatementKind;
import dev.standstill.core.report.ActivityReport;
import dev.standstill.wire.json.ReadResult;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class StatementRoundTripTest {

  @ParameterizedTest
  @EnumSource
  void whatIsWrittenIsReadAsTheSameStatement(StatementKind kind) {
    RandomBodies bodies = new RandomBodies(20_261_123);
    for (int i = 0; i < 300; i++) {
      Statement statement = bodies.statement(kind);
      byte[] payload = StatementCodec.write(statement);
      assertThat(StatementCodec.read(payload)).isEqualTo(new ReadResult.Read<>(statement));
      assertThat(StatementCodec.write(statement)).isEqualTo(payload);
    }
  }

  @Test
  void aStatementIsCompactInTotoJsonInAFixedOrder() {
    assertThat(text(Samples.finding()))
        .isEqualTo(
            """
            {"_type":"https://in-toto.io/Statement/v1","subject":[{"name":"charter",\
            "digest":{"sha256":"%s"}}],"predicateType":"urn:standstill:finding:v1",\
            "predicate":{"code":"duplicate-series","subject":{"party":"aurora","site":"north",\
            "area":"hall-1","source":"standstill.example/log",\
            "order":"%s"},\
            "period":{"from":"2026-11-02T00:00:00Z","to":"2026-11-03T00:00:00.000001Z"},\
            "points":["node_1","node_2"],\
            "detail":"1,440 readings of node_1 and node_2 are the same"}}\
            """
                .formatted(Samples.DIGEST_A.hex(), Samples.DIGEST_A.hex()));
  }

  @Test
  void theFirstCharterIsBoundToTheLogKeyAndEveryOtherStatementToACharter() {
    assertThat(text(Samples.charter(1)))
        .contains(
            "\"name\":\"log-key\",\"digest\":{\"sha256\":\""
                + Samples.digest(Samples.LOG_KEY.verifierKey().toString()));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Statement(new Binding.ToCharter(Samples.DIGEST_A), Samples.charter(1)));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Statement(new Binding.ToLogKey(Samples.DIGEST_A), Samples.charter(2)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Statement(new Binding.ToLogKey(Samples.DIGEST_A), Samples.report()));
  }

  @Test
  void aReplayUnderAnotherCharterShowsInTheBindingAndHasAnotherId() {
    ActivityReport report = Samples.report();
    byte[] here =
        StatementCodec.write(new Statement(new Binding.ToCharter(Samples.DIGEST_A), report));
    byte[] there =
        StatementCodec.write(new Statement(new Binding.ToCharter(Samples.DIGEST_B), report));
    assertThat(StatementCodec.id(here)).isNotEqualTo(StatementCodec.id(there));
    assertThat(StatementCodec.read(there).accepted().orElseThrow().binding().digest())
        .isEqualTo(Samples.DIGEST_B);
  }

  @Test
  void nothingIsWrittenThatWouldNotBeReadBack() {
    Finding finding = Samples.finding();
    for (String detail : List.of("two\nlines", "\u202etxt.exe", "lone \ud800 surrogate")) {
      Finding other =
          new Finding(
              finding.code(), finding.subject(), Optional.empty(), finding.points(), detail);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> StatementCodec.write(Samples.statement(other)));
    }
  }

  @Test
  void noDamageToTheBytesMakesReadingThrow() {
    Random random = new Random(7);
    for (Statement statement : Samples.all()) {
      byte[] payload = StatementCodec.write(statement);
      byte[] entry = Envelope.sign(payload, List.of(Samples.AURORA_KEY)).encode();
      for (int i = 0; i < 1_000; i++) {
        StatementCodec.read(damaged(payload, random)).accepted().ifPresent(StatementCodec::write);
        Envelope.read(damaged(entry, random)).accepted().ifPresent(Envelope::encode);
      }
    }
  }

  private static byte[] damaged(byte[] bytes, Random random) {
    byte[] damaged = bytes.clone();
    for (int i = 0; i <= random.nextInt(3); i++) {
      damaged[random.nextInt(damaged.length)] =
          random.nextBoolean()
              ? (byte) random.nextInt()
              : (byte) "{}[],:\"019-\\eu".charAt(random.nextInt(14));
    }
    return damaged;
  }

  private static String text(dev.standstill.core.record.StatementBody body) {
    return new String(StatementCodec.write(Samples.statement(body)), StandardCharsets.UTF_8);
  }
}
