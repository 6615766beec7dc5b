package dev.standstill.cli;

import java.io.Serial;
import java.security.Provider;
import java.security.Security;

/**
 * Puts a faster check of Ed25519 signatures before the JDK's, for sources with many of them. The
 * module {@code log} asks for checks by their JCA name alone and so gets this one. Nothing else is
 * replaced: not hashing, where the JDK is faster, and not signing.
 */
public final class Ed25519Provider extends Provider {
  @Serial private static final long serialVersionUID = 1L;

  private static final String NAME = "StandstillEd25519";

  private Ed25519Provider() {
    super(NAME, "1", "checks Ed25519 signatures with Bouncy Castle's arithmetic");
    putService(
        new Service(this, "Signature", "Ed25519", Ed25519Check.class.getName(), null, null) {
          @Override
          public Object newInstance(Object parameter) {
            return new Ed25519Check();
          }
        });
  }

  /** Does nothing the second time. */
  public static void install() {
    Security.insertProviderAt(new Ed25519Provider(), 1);
  }

  static void remove() {
    Security.removeProvider(NAME);
  }
}
