package dev.standstill.cli;

import static dev.standstill.cli.Ran.standstill;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys in a token: SoftHSM, through Java's own PKCS#11 provider, in a process of its own. */
final class TokenTest {
  private static final String PIN = "123456";

  @TempDir private Path folder;
  private Map<String, String> environment = Map.of();

  @BeforeEach
  void initialiseAToken() throws Exception {
    RealComponent.require("softhsm2-util");
    Path library =
        RealComponent.requireFile(
            "libsofthsm2.so",
            "/usr/lib/softhsm/libsofthsm2.so",
            "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
            "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so",
            "/usr/lib64/pkcs11/libsofthsm2.so");
    Path tokens = Files.createDirectory(folder.resolve("tokens"));
    Path configuration = folder.resolve("softhsm2.conf");
    Files.writeString(configuration, "directories.tokendir = " + tokens + "\n", UTF_8);
    environment = Map.of("SOFTHSM2_CONF", configuration.toString());
    ended(
        0,
        "softhsm2-util",
        "--init-token",
        "--free",
        "--label",
        "t",
        "--pin",
        PIN,
        "--so-pin",
        PIN);
    Files.writeString(folder.resolve("token.cfg"), "name = t\nlibrary = " + library + "\n", UTF_8);
    Files.writeString(folder.resolve("pin"), PIN + "\n", UTF_8);
    for (String curve : List.of("secp256r1", "secp384r1")) {
      keytool("-alias", curve, "-keyalg", "EC", "-groupname", curve);
    }
  }

  @Test
  void aTokensKeysSignAndNeverLeaveIt() throws Exception {
    Path draft = draft();
    String id = standstill("order", "show", draft, "--json").json().path("id").asText();
    for (String curve : List.of("secp256r1", "secp384r1")) {
      sign(0, draft, id, curve, "pin");
    }
    List<String> keyids =
        Ran.words(standstill("order", "show", draft, "--json").json().path("keyids"));
    assertThat(keyids)
        .hasSize(2)
        .anyMatch(keyid -> keyid.startsWith("secp256r1+"))
        .anyMatch(keyid -> keyid.startsWith("secp384r1+"));
  }

  @Test
  void aWrongPinAndAMissingKeyAreOneClearLine() throws Exception {
    Path draft = draft();
    String id = standstill("order", "show", draft, "--json").json().path("id").asText();
    Files.writeString(folder.resolve("wrong"), "999999\n", UTF_8);
    assertThat(sign(ExitStatus.UNUSABLE, draft, id, "secp256r1", "wrong"))
        .contains("CKR_PIN_INCORRECT")
        .doesNotContain("\tat ");
    assertThat(sign(ExitStatus.UNUSABLE, draft, id, "nobody", "pin"))
        .contains("has no private key with a certificate called nobody");
  }

  private String sign(int expected, Path draft, String id, String alias, String pin)
      throws Exception {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(java("java"), "-XX:TieredStopAtLevel=1", "-Xmx256m", "-cp"));
    command.addAll(List.of(System.getProperty("java.class.path", ""), Standstill.class.getName()));
    command.addAll(List.of("order", "sign", draft.toString(), "--digest", id));
    command.addAll(List.of("--pkcs11", "token.cfg", "--alias", alias, "--password-file", pin));
    return ended(expected, command.toArray(String[]::new));
  }

  private Path draft() throws IOException {
    Path draft = folder.resolve("order.json");
    List<Object> args = new ArrayList<>(List.of("order", "draft", "pause", "--everyone"));
    args.addAll(List.of("--charter", "0".repeat(64), "--operation", "pre-training"));
    args.addAll(List.of("--above", "0", "--grace", "1h", "--from", "2026-02-01T00:00:00Z"));
    args.addAll(List.of("--review-by", "2026-03-01T00:00:00Z", "--proposer", "aurora"));
    args.addAll(List.of("--reason", "a test", "--out", draft));
    standstill(args.toArray()).endedWith(ExitStatus.OK);
    return draft;
  }

  private void keytool(String... args) throws Exception {
    List<String> command = new ArrayList<>(List.of(java("keytool"), "-genkeypair"));
    command.addAll(List.of(args));
    command.addAll(List.of("-dname", "CN=test", "-keystore", "NONE", "-storetype", "PKCS11"));
    command.addAll(List.of("-addprovider", "SunPKCS11", "-providerarg", "token.cfg"));
    command.addAll(List.of("-storepass", PIN));
    ended(0, command.toArray(String[]::new));
  }

  private static String java(String tool) {
    return Path.of(System.getProperty("java.home"), "bin", tool).toString();
  }

  private String ended(int expected, String... command) throws Exception {
    RealComponent.Ended ended = RealComponent.output(folder, environment, List.of(command));
    assertThat(ended.status()).as(ended.output()).isEqualTo(expected);
    return ended.output();
  }
}
