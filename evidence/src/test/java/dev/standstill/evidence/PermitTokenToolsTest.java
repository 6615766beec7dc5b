package dev.standstill.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.permit.Lineage;
import dev.standstill.core.permit.PermitTerms;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.quantity.FlopRate;
import dev.standstill.core.record.Digest;
import dev.standstill.core.rule.OperationKind;
import dev.standstill.core.site.AreaId;
import dev.standstill.log.note.SigningKey;
import dev.standstill.wire.PartyKey;
import dev.standstill.wire.PartySigner;
import dev.standstill.wire.PermitToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A scheduler needs none of our code to check a permit: Debian's jose and npm's jose do. */
final class PermitTokenToolsTest {
  private static final Instant FROM = Instant.parse("2026-12-01T00:00:00Z");

  /** As docs/permits.md has it. */
  private static final String SCRIPT =
      """
      import { readFileSync } from 'node:fs';
      import { importJWK, jwtVerify } from 'jose';
      const [jws, jwk, site, now] = process.argv.slice(2);
      const key = JSON.parse(readFileSync(jwk));
      const { payload } = await jwtVerify(
        readFileSync(jws, 'utf8').trim(), await importJWK(key), {
          algorithms: [key.alg], typ: 'standstill-permit+jwt', audience: site,
          currentDate: new Date(now) });
      console.log(payload.sub, payload.terms.budgetFlop);
      """;

  @TempDir Path folder;

  @Test
  void npmJoseVerifiesBothAlgorithmsAndRefusesWhatWeRefuse() throws Exception {
    Path node = RealComponent.require("node");
    Files.createSymbolicLink(folder.resolve("node_modules"), modules());
    Files.writeString(folder.resolve("check.mjs"), SCRIPT);
    for (PartySigner signer : List.of(edDsa(), es256())) {
      write(signer, token().sign(signer));
      assertThat(script(node, "aurora/north", "2026-12-01T00:30:00Z")).isZero();
      assertThat(Files.readString(folder.resolve("output")))
          .contains("%064x 1000000000000000000000000".formatted(7));
      assertThat(script(node, "aurora/south", "2026-12-01T00:30:00Z")).isNotZero();
      assertThat(script(node, "aurora/north", "2026-12-01T01:00:00Z")).isNotZero();
      assertThat(script(node, "aurora/north", "2026-11-30T23:59:59Z")).isNotZero();
      write(signer, altered(token().sign(signer)));
      assertThat(script(node, "aurora/north", "2026-12-01T00:30:00Z")).isNotZero();
    }
  }

  @Test
  void debianJoseVerifiesEs256AndRefusesAnAlteredToken() throws Exception {
    Path jose = RealComponent.require("jose");
    PartySigner signer = es256();
    String jws = token().sign(signer);
    write(signer, jws);
    assertThat(verify(jose)).isZero();
    assertThat(Files.readString(folder.resolve("claims"))).contains("\"aud\":\"aurora/north\"");
    write(signer, altered(jws));
    assertThat(verify(jose)).isNotZero();
    write(es256(), jws);
    assertThat(verify(jose)).isNotZero();
  }

  private int script(Path node, String site, String now) throws Exception {
    return RealComponent.run(
        folder, List.of(node.toString(), "check.mjs", "permit.jws", "issuer.jwk", site, now));
  }

  private int verify(Path jose) throws Exception {
    return RealComponent.run(
        folder,
        List.of(
            jose.toString(), "jws", "ver", "-i", "permit.jws", "-k", "issuer.jwk", "-O", "claims"));
  }

  private void write(PartySigner signer, String jws) throws IOException {
    Files.writeString(folder.resolve("permit.jws"), jws);
    Files.writeString(folder.resolve("issuer.jwk"), PermitToken.jwk(signer.key()));
  }

  /** Another budget, under the old signature. */
  private static String altered(String jws) {
    int middle = jws.indexOf('.') + 40;
    char other = jws.charAt(middle) == 'A' ? 'B' : 'A';
    return jws.substring(0, middle) + other + jws.substring(middle + 1);
  }

  /** Where ./check puts the library; where it must be there, its absence is a failure. */
  private static Path modules() {
    Path modules =
        Path.of(System.getProperty("repositoryRoot", ".."))
            .toAbsolutePath()
            .normalize()
            .resolve(".standstill/npm/node_modules");
    if (!Files.isDirectory(modules.resolve("jose"))) {
      String missing = "npm's jose is missing; ./check installs it";
      if ("true".equals(String.valueOf(System.getenv("CI")).toLowerCase(Locale.ROOT))) {
        return fail(missing);
      }
      Assumptions.abort(missing);
    }
    return modules;
  }

  private static PartySigner edDsa() {
    byte[] seed = new byte[32];
    Arrays.fill(seed, (byte) 3);
    return PartySigner.of(SigningKey.fromSeed("register.example", seed));
  }

  private static PartySigner es256() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair pair = generator.generateKeyPair();
    return PartySigner.of(PartyKey.of("register.example", pair.getPublic()), pair.getPrivate());
  }

  private static PermitToken token() {
    return new PermitToken(
        "register.example",
        digest(7),
        "token-1",
        FROM,
        FROM,
        FROM.plusSeconds(3_600),
        new PermitTerms(
            new SiteId(new PartyId("aurora"), "north"),
            Set.of(new AreaId("hall-1")),
            Set.of(OperationKind.PRE_TRAINING),
            new Lineage("aurora-70b-2026", digest(1), digest(2), digest(3)),
            Flop.of("1000000000000000000000000"),
            Flop.of("20000000000000000000000"),
            1024,
            FlopRate.ofTera("989.4"),
            FROM,
            FROM.plusSeconds(86_400)));
  }

  private static Digest digest(int number) {
    return new Digest("%064x".formatted(number));
  }
}
