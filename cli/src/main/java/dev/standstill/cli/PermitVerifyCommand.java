package dev.standstill.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.wire.PartyKey;
import dev.standstill.wire.PermitTermsNotation;
import dev.standstill.wire.PermitToken;
import dev.standstill.wire.json.ReadResult;
import dev.standstill.wire.json.Refusal;
import dev.standstill.wire.json.StrictJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks a token. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description =
        "Checks a permit in the form of a compact JWS, offline: its issuer's signature, its site"
            + " and its dates. Whether it was revoked since, only the log says.",
    footer = {
      "",
      "Example: standstill permit verify --jws permit.jws --issuer KEY --site aurora/north",
      "",
      "KEY is a public key as a charter names it. Exit status: 0 valid; 1 not; 2 unreadable."
    })
final class PermitVerifyCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Option(names = "--jws", required = true, paramLabel = "FILE", description = "The token.")
  private @Nullable Path file;

  @Option(
      names = "--issuer",
      required = true,
      paramLabel = "KEY",
      description = "Whose signature is believed.")
  private String issuer = "";

  @Option(
      names = "--site",
      required = true,
      paramLabel = "PARTY/SITE",
      description = "The site that is asking; a token for another one is refused.")
  private String site = "";

  @Option(
      names = "--as-of",
      paramLabel = "TIME",
      description = "Judge at this time (RFC 3339, UTC). Default: this machine's.")
  private @Nullable String asOf;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Terminal terminal = Terminal.of(Objects.requireNonNull(spec));
    Instant now = now();
    PartyKey key = key();
    String jws =
        new String(
            SmallFile.read(Objects.requireNonNull(file), PermitToken.LENGTH_MAX + 2),
            StandardCharsets.UTF_8);
    return switch (PermitToken.read(jws.strip(), key)) {
      case ReadResult.Refused<PermitToken>(Refusal refusal) -> {
        terminal.error("not valid: " + refusal);
        yield ExitStatus.NEGATIVE;
      }
      case ReadResult.Read<PermitToken>(PermitToken token) -> answer(terminal, token, now);
    };
  }

  private int answer(Terminal terminal, PermitToken token, Instant now) {
    if (!token.terms().site().toString().equals(site)) {
      terminal.error("not valid: the token is for " + token.terms().site() + ", not " + site);
      return ExitStatus.NEGATIVE;
    }
    if (!token.isValidAt(now)) {
      terminal.error(
          "not valid: from " + token.notBefore() + " until " + token.expires() + ", not at " + now);
      return ExitStatus.NEGATIVE;
    }
    if (json) {
      ObjectNode node =
          JsonNodeFactory.instance
              .objectNode()
              .put("permit", token.permit().hex())
              .put("issuer", token.issuer())
              .put("tokenId", token.tokenId())
              .put("issuedAt", token.issuedAt().toString())
              .put("notBefore", token.notBefore().toString())
              .put("expires", token.expires().toString());
      node.set("terms", PermitTermsNotation.write(token.terms()));
      terminal.json(StrictJson.pretty(node));
    } else {
      terminal.line("valid: permit " + token.permit() + " until " + token.expires());
      terminal.line("whether it was revoked since " + token.issuedAt() + ", only the log says");
    }
    return ExitStatus.OK;
  }

  private PartyKey key() {
    try {
      return PartyKey.parse(issuer);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--issuer: " + e.getMessage(), e);
    }
  }

  private Instant now() {
    if (asOf == null) {
      return Instant.now();
    }
    try {
      return Instant.parse(asOf);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "--as-of must be a time such as 2026-11-01T00:00:00Z, not " + asOf, e);
    }
  }
}
