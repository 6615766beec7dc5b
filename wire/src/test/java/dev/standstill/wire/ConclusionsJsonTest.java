package dev.standstill.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.core.finding.Basis;
import dev.standstill.core.finding.Claim;
import dev.standstill.core.finding.Conclusion;
import dev.standstill.core.finding.Detectable;
import dev.standstill.core.finding.Finding;
import dev.standstill.core.finding.FindingCode;
import dev.standstill.core.finding.NotEstablished;
import dev.standstill.core.finding.Reason;
import dev.standstill.core.finding.ReasonCode;
import dev.standstill.core.finding.Status;
import dev.standstill.core.finding.Subject;
import dev.standstill.core.finding.WeakestLink;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.core.site.AreaId;
import dev.standstill.core.site.Assumption;
import dev.standstill.log.merkle.Hash;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ConclusionsJsonTest {
  private static final Instant AS_OF = Instant.parse("2026-11-03T00:00:00Z");
  private static final BalancePeriod DAY =
      new BalancePeriod(Instant.parse("2026-11-02T00:00:00Z"), AS_OF);

  @Test
  void everythingAConclusionCarriesIsPrinted() {
    Subject hall = Subject.ofArea(new SiteId(new PartyId("aurora"), "north"), new AreaId("hall-1"));
    Conclusion undecided =
        new Conclusion(
            Claim.DECLARED_ACTIVITY,
            hall,
            Optional.of(DAY),
            Status.UNDECIDED,
            "Undecided: the goal is not attained.",
            List.of(
                new Reason(ReasonCode.GOAL_NOT_ATTAINED, List.of(), "", "7e23 FLOP > 5e23 FLOP"),
                new Reason(
                    ReasonCode.EVIDENCE_DAMAGED, List.of("node_1"), "tile/0/000", "bad hash")),
            Optional.of(
                new Detectable(7e23, 0.95, 0.05, Double.POSITIVE_INFINITY, 0.4, "measured")),
            List.of(Assumption.SAME_WORKLOAD),
            Basis.SELF_DECLARED,
            List.of(WeakestLink.LOG_KEY, WeakestLink.OPERATOR_METERS),
            List.of(NotEstablished.KIND, NotEstablished.BELOW_DETECTABLE),
            List.of(1L, 3L));
    Verification verification =
        new Verification(
            Optional.of(Samples.DIGEST_A),
            Optional.of(
                new CheckpointReference(
                    "standstill.example/log",
                    4,
                    Hash.sha256("root".getBytes(StandardCharsets.UTF_8)))),
            List.of(Samples.DIGEST_A, Samples.DIGEST_B),
            AS_OF,
            List.of(undecided),
            List.of());
    assertThat(ConclusionsJson.write(verification))
        .isEqualTo(
            """
            {
              "charter": "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb",
              "checkpoint": {
                "origin": "standstill.example/log",
                "size": 4,
                "root": "SBNJTRN+FjG7owHVrKtue7eqdM4RhdRWVl71HXN2d7I="
              },
              "disclosed": [
                "3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d",
                "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"
              ],
              "asOf": "2026-11-03T00:00:00Z",
              "conclusions": [
                {
                  "claim": "declared-activity",
                  "subject": {
                    "party": "aurora",
                    "site": "north",
                    "area": "hall-1",
                    "source": null,
                    "order": null
                  },
                  "period": {
                    "from": "2026-11-02T00:00:00Z",
                    "to": "2026-11-03T00:00:00Z"
                  },
                  "status": "undecided",
                  "sentence": "Undecided: the goal is not attained.",
                  "reasons": [
                    {
                      "code": "goal-not-attained",
                      "detail": "7e23 FLOP > 5e23 FLOP"
                    },
                    {
                      "code": "evidence-damaged",
                      "points": [
                        "node_1"
                      ],
                      "place": "tile/0/000",
                      "detail": "bad hash"
                    }
                  ],
                  "detectable": {
                    "honest": {
                      "flop": 7.0E23,
                      "probability": 0.95,
                      "falseAlarm": 0.05
                    },
                    "adversarial": {
                      "flop": null,
                      "biasBound": 0.4,
                      "source": "measured"
                    }
                  },
                  "assumes": [
                    "same-workload"
                  ],
                  "basis": "self-declared",
                  "weakestLinks": [
                    "log-key",
                    "operator-meters"
                  ],
                  "notEstablished": [
                    "kind",
                    "below-detectable"
                  ],
                  "evidence": [
                    1,
                    3
                  ]
                }
              ],
              "findings": []
            }
            """);
  }

  @Test
  void whatIsAbsentIsNullAndNothingIsForgotten() {
    Conclusion integrity =
        new Conclusion(
            Claim.INTEGRITY,
            Subject.ofSource("file"),
            Optional.empty(),
            Status.UPHELD,
            "The bytes are whole.",
            List.of(),
            Optional.empty(),
            List.of(),
            Basis.RECOMPUTED,
            List.of(),
            List.of(),
            List.of());
    Finding finding =
        new Finding(FindingCode.GAP, Subject.unknown(), Optional.empty(), List.of(), "a hole");
    String json =
        ConclusionsJson.write(
            new Verification(
                Optional.empty(),
                Optional.empty(),
                List.of(),
                AS_OF,
                List.of(integrity),
                List.of(finding)));
    assertThat(json)
        .contains("\"charter\": null,\n  \"checkpoint\": null,\n  \"disclosed\": [],")
        .contains("\"period\": null,\n      \"status\": \"upheld\"")
        .contains("\"reasons\": [],\n      \"detectable\": null,")
        .contains("\"code\": \"gap\",\n      \"subject\": {\n        \"party\": null,")
        .contains("\"points\": [],\n      \"detail\": \"a hole\"");
  }

  @Test
  void whatIsDisclosedIsSortedAndListedOnce() {
    Verification verification =
        new Verification(
            Optional.empty(),
            Optional.empty(),
            List.of(Samples.DIGEST_A, Samples.DIGEST_B, Samples.DIGEST_A),
            AS_OF,
            List.of(),
            List.of());
    assertThat(verification.disclosed()).containsExactly(Samples.DIGEST_B, Samples.DIGEST_A);
  }
}
