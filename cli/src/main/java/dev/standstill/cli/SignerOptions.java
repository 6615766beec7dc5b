package dev.standstill.cli;

import dev.standstill.wire.PartySigner;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The key with which a party signs: in a file, or in a token. */
final class SignerOptions {

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "The private key to sign with, as key generate made it.")
  private @Nullable Path key;

  @Option(
      names = "--pkcs11",
      paramLabel = "CONFIG",
      description =
          "Sign with a key in a PKCS#11 token: a configuration file of Java's SunPKCS11 provider,"
              + " with at least the lines 'name = ...' and 'library = ...'.")
  private @Nullable Path pkcs11;

  @Option(names = "--alias", paramLabel = "NAME", description = "What the token calls the key.")
  private @Nullable String alias;

  @Option(
      names = "--key-name",
      paramLabel = "NAME",
      description = "The name of a token's key in the charter. Default: its alias.")
  private @Nullable String name;

  @Mixin private final PasswordSource passwords = new PasswordSource();

  /** Opens the key. */
  PartySigner signer() throws IOException {
    if (key != null && pkcs11 == null && alias == null && name == null) {
      return KeyFile.read(key).signer(key, passwords);
    }
    if (key == null && pkcs11 != null && alias != null) {
      return Token.open(pkcs11, passwords).signer(alias, name == null ? alias : name);
    }
    throw new IllegalArgumentException("name the key to sign with: --key, or --pkcs11 and --alias");
  }
}
