package dev.standstill.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.core.charter.CharterHistory;
import dev.standstill.core.order.Moment;
import dev.standstill.core.permit.PermitBook;
import dev.standstill.core.permit.PermitLife;
import dev.standstill.core.permit.PermitTerms;
import dev.standstill.core.record.Digest;
import dev.standstill.evidence.Evidence;
import dev.standstill.evidence.JobVerdict;
import dev.standstill.wire.PartySigner;
import dev.standstill.wire.PermitToken;
import dev.standstill.wire.PermitsJson;
import dev.standstill.wire.json.StrictJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Says where permits stand. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Says where permits and requests stand, and how much of each is used up.",
    footer = {
      "",
      "Example: standstill permit show EVIDENCE --permit ID --jws --key register.key",
      "",
      "With --jws a live permit is printed as a token that its site can check offline.",
      "",
      "Exit status: 0; 1 if a token is asked for and the permit is not live; 2 if SOURCE cannot",
      "be read or has no such permit; 3 if SOURCE is damaged or has no charter."
    })
final class PermitShowCommand implements Callable<Integer> {
  private static final int TOKEN_ID_BYTES = 16;

  @Spec private @Nullable CommandSpec spec;
  @Mixin private TrustOptions trust = new TrustOptions();

  @Option(
      names = "--permit",
      paramLabel = "ID",
      description = "Only this one. Default: all of them.")
  private @Nullable String permit;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Option(
      names = "--jws",
      description = "Print the permit as a compact JWS, signed by its issuer; needs --permit.")
  private boolean jws;

  /** Who issues the token. */
  @Mixin private final SignerOptions signing = new SignerOptions();

  @Option(
      names = "--jwk",
      paramLabel = "FILE",
      description = "Also write the issuer's public key as a JSON Web Key.")
  private @Nullable Path jwk;

  @Override
  public Integer call() throws IOException {
    Terminal terminal = Terminal.of(Objects.requireNonNull(spec));
    if (jws && permit == null) {
      throw new IllegalArgumentException("--jws needs --permit");
    }
    var asOf = trust.asOf();
    Evidence evidence = trust.evidence(terminal);
    evidence.defects().forEach(defect -> terminal.problem(String.valueOf(defect)));
    if (evidence.history().isEmpty() || (jws && !evidence.defects().isEmpty())) {
      terminal.problem(trust.source() + ": damaged, or without a charter: nothing is decided");
      return ExitStatus.UNDECIDED;
    }
    CharterHistory history = evidence.history().get();
    Moment moment = new JobVerdict(evidence).moment(asOf, Instant.now());
    PermitBook book = JobVerdict.permits(evidence, history);
    Map<Digest, PermitLife> lives = book.at(moment);
    if (permit == null) {
      print(terminal, book, lives);
      return evidence.defects().isEmpty() ? ExitStatus.OK : ExitStatus.UNDECIDED;
    }
    Digest id = PermitDraft.digest("--permit", permit);
    PermitLife life = lives.get(id);
    if (life == null) {
      throw new IllegalArgumentException(trust.source() + ": has no permit " + id);
    }
    if (jws) {
      return issue(terminal, id, life, moment);
    }
    print(terminal, book, Map.of(id, life));
    return evidence.defects().isEmpty() ? ExitStatus.OK : ExitStatus.UNDECIDED;
  }

  private void print(Terminal terminal, PermitBook book, Map<Digest, PermitLife> lives) {
    if (json) {
      ObjectNode node = JsonNodeFactory.instance.objectNode();
      ArrayNode permits = node.putArray("permits");
      lives.forEach((id, life) -> permits.add(PermitsJson.write(id, life, book)));
      terminal.json(StrictJson.pretty(node));
      return;
    }
    if (lives.isEmpty()) {
      terminal.line("no permits and no requests");
    }
    lives.forEach((id, life) -> {
      PermitTerms terms = PermitsJson.terms(id, life, book);
      terminal.line(id + " " + PermitsJson.state(life));
      terminal.line(
          "  "
              + terms.site()
              + ", "
              + terms.lineage().id()
              + ", "
              + terms.notBefore()
              + " to "
              + terms.expires());
      PermitsJson.exemption(terms.purpose()).ifPresent(text -> terminal.line("  " + text));
      terminal.line("  drawn " + book.drawn(id).orElseThrow() + " of " + terms.budget() + " FLOP");
    });
  }

  private int issue(Terminal terminal, Digest id, PermitLife life, Moment moment)
      throws IOException {
    if (!(life instanceof PermitLife.Live live)) {
      terminal.error("the permit is " + PermitsJson.state(life) + ": no token is issued");
      return ExitStatus.NEGATIVE;
    }
    PartySigner signer = signing.signer();
    byte[] random = new byte[TOKEN_ID_BYTES];
    new SecureRandom().nextBytes(random);
    Instant now = moment.clock().truncatedTo(ChronoUnit.SECONDS);
    // Whole seconds, rounded so that the token never lasts longer than its permit.
    Instant begins = roundedUp(live.terms().notBefore());
    PermitToken token =
        new PermitToken(
            signer.key().name(),
            id,
            HexFormat.of().formatHex(random),
            now,
            begins,
            live.terms().expires().truncatedTo(ChronoUnit.SECONDS),
            live.terms());
    if (jwk != null) {
      WholeFile.write(jwk, PermitToken.jwk(signer.key()).getBytes(StandardCharsets.UTF_8));
    }
    terminal.line(token.sign(signer));
    return ExitStatus.OK;
  }

  private static Instant roundedUp(Instant time) {
    Instant second = time.truncatedTo(ChronoUnit.SECONDS);
    return second.equals(time) ? time : second.plusSeconds(1);
  }
}
