package dev.standstill.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The promises on the published 64-node run, where the shared data stands beside the checkout. */
class PublishedGptRunTest extends GptRunCases {

  @BeforeEach
  void requireData() {
    PublishedRuns.requirePresent();
  }

  @Override
  Path runLog() throws IOException {
    return PublishedRuns.gpt3().runLog();
  }

  @Override
  Path power() throws IOException {
    return PublishedRuns.gpt3().power();
  }

  @Override
  int nodes() {
    return 64;
  }

  @Override
  int pairs() {
    return 30;
  }

  @Override
  double truth() {
    return 6.0 * 175e9 * 1_207_959_552L;
  }

  @Override
  String twin() {
    return "node_6";
  }

  @Test
  void measures415KilowattHours() throws IOException {
    Path evidence = imported("--shared-meters", "mean");
    double kilowattHours =
        Ran.balance(evidence).period().path("energyMilliJoules").asDouble() / 3.6e9;
    assertThat(kilowattHours).isCloseTo(415.255, within(0.01));
    assertThat(Ran.verified(evidence).points("declared-site", "unmetered")).hasSize(30);
  }
}
