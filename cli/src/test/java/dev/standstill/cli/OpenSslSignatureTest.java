package dev.standstill.cli;

import static dev.standstill.cli.Ran.standstill;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of docs/signing.md, word for word: other programs check what ours signed. */
final class OpenSslSignatureTest {
  private static final Path PAGE = Path.of("..", "docs", "signing.md");
  private static final Pattern BLOCK = Pattern.compile("```bash\n(.*?)```", Pattern.DOTALL);

  @TempDir private Path folder;
  private final List<String> keyids = new ArrayList<>();

  @BeforeEach
  void signACharterAndAnOrderWithEveryKindOfKey() throws IOException {
    RealComponent.require("openssl");
    RealComponent.require("jq");
    RealComponent.require("bash");
    Files.writeString(folder.resolve("password"), "pässword with a ü\n", UTF_8);
    standstill("log", "init", folder.resolve("L"), "--origin", "openssl.example/log")
        .endedWith(ExitStatus.OK);
    List<Object> charter = new ArrayList<>(List.of("charter", "init"));
    for (String type : List.of("ed25519", "es256", "es384")) {
      String key =
          standstill(
                  "key",
                  "generate",
                  "--name",
                  type,
                  "--type",
                  type,
                  "--out",
                  key(type),
                  "--password-file",
                  folder.resolve("password"))
              .endedWith(ExitStatus.OK)
              .out()
              .strip();
      keyids.add(key.substring(0, key.indexOf('+', type.length() + 1)));
      charter.addAll(List.of("--party", type + "=" + key));
    }
    charter.addAll(List.of("--log", folder.resolve("L"), "--name", "OpenSSL"));
    charter.addAll(List.of("--ceiling", "1e26", "--significant", "1e24"));
    charter.addAll(List.of("--begin", "2026-01-01T00:00:00Z", "--end", "2027-01-01T00:00:00Z"));
    charter.addAll(List.of("--out", folder.resolve("charter.json")));
    String charterId = last(standstill(charter.toArray()).endedWith(ExitStatus.OK));
    List<Object> order = new ArrayList<>(List.of("order", "draft", "pause", "--everyone"));
    order.addAll(List.of("--charter", charterId, "--operation", "pre-training", "--above", "0"));
    order.addAll(List.of("--grace", "1h", "--from", "2026-02-01T00:00:00Z"));
    order.addAll(List.of("--review-by", "2026-03-01T00:00:00Z", "--proposer", "es256"));
    order.addAll(List.of("--reason", "naïve \\ \"reason\"", "--out", folder.resolve("order.json")));
    String id = last(standstill(order.toArray()).endedWith(ExitStatus.OK));
    for (String type : List.of("es384", "ed25519", "es256")) {
      standstill(
              "order",
              "sign",
              folder.resolve("order.json"),
              "--key",
              key(type),
              "--digest",
              id,
              "--password-file",
              folder.resolve("password"))
          .endedWith(ExitStatus.OK);
    }
  }

  @Test
  void opensslChecksEverySignatureWithTheCommandsOfThePage() throws Exception {
    RealComponent.Ended good = script();
    assertThat(good.status()).as(good.output()).isZero();
    assertThat(good.output().lines().toList()).containsAll(keyids);
    assertThat(
            standstill(
                    "order", "show", folder.resolve("order.json"), "--pae", folder.resolve("pae"))
                .status())
        .isZero();
    assertThat(Files.readAllBytes(folder.resolve("pae")))
        .isEqualTo(Files.readAllBytes(folder.resolve("signed")));
  }

  @Test
  void theSameCommandsFailForEverySignatureThatIsNotRight() throws Exception {
    String right = Files.readString(folder.resolve("order.json"), UTF_8);
    Matcher signature = Pattern.compile("\"sig\":\"(.{20})(.)").matcher(right);
    int found = 0;
    while (signature.find()) {
      found++;
      char other = signature.group(2).equals("A") ? 'B' : 'A';
      String wrong =
          right.substring(0, signature.start(2)) + other + right.substring(signature.end(2));
      Files.writeString(folder.resolve("order.json"), wrong, UTF_8);
      assertThat(script().status()).as("signature " + found).isNotZero();
    }
    assertThat(found).isEqualTo(3);
  }

  @Test
  void opensslOpensOurKeysWithTheirPassword() throws Exception {
    for (String type : List.of("ed25519", "es256", "es384")) {
      RealComponent.Ended opened =
          RealComponent.output(
              folder,
              List.of(
                  "openssl",
                  "pkey",
                  "-in",
                  key(type).toString(),
                  "-passin",
                  "file:password",
                  "-pubout"));
      assertThat(opened.status()).as(opened.output()).isZero();
      assertThat(standstill("key", "show", key(type), "--pem").out()).isEqualTo(opened.output());
      RealComponent.Ended wrong =
          RealComponent.output(
              folder,
              List.of("openssl", "pkey", "-in", key(type).toString(), "-passin", "pass:wrong"));
      assertThat(wrong.status()).isNotZero();
    }
  }

  private RealComponent.Ended script() throws IOException, InterruptedException {
    Matcher block = BLOCK.matcher(Files.readString(PAGE, UTF_8));
    assertThat(block.find()).as("a bash block in " + PAGE).isTrue();
    Files.writeString(folder.resolve("check.sh"), block.group(1), UTF_8);
    return RealComponent.output(folder, List.of("bash", "check.sh"));
  }

  private static String last(Ran shown) {
    return shown.out().lines().reduce((first, last) -> last).orElseThrow();
  }

  private Path key(String type) {
    return folder.resolve(type + ".key");
  }
}
