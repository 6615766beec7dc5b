package dev.standstill.benchmarks;

import dev.standstill.cli.Ed25519Provider;
import java.lang.reflect.InvocationTargetException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/**
 * Checks of signatures over 300 bytes a second and thread, by each provider in turn, so that all
 * meet the same neighbours. The ratio of each round is to the JDK's Ed25519 of that round.
 */
public final class SignatureChecks {
  private static final int SIGNATURES = 64;
  private static final long ROUND_NANOS = 1_000_000_000L;

  private SignatureChecks() {}

  /** The keys and signatures of one algorithm, all right. */
  private record Signed(String algorithm, KeyPair key, List<byte[]> messages, List<byte[]> signed) {
    static Signed of(String algorithm, String provider) throws GeneralSecurityException {
      KeyPair key = KeyPairGenerator.getInstance(algorithm, provider).generateKeyPair();
      List<byte[]> messages = new ArrayList<>();
      List<byte[]> signatures = new ArrayList<>();
      for (int i = 0; i < SIGNATURES; i++) {
        byte[] message = new byte[300];
        Arrays.fill(message, (byte) i);
        Signature signature = Signature.getInstance(algorithm, provider);
        signature.initSign(key.getPrivate());
        signature.update(message);
        messages.add(message);
        signatures.add(signature.sign());
      }
      return new Signed(algorithm, key, messages, signatures);
    }

    /** A new object and key for each check, as the log does it. */
    double perSecond(Provider provider) throws GeneralSecurityException {
      long start = System.nanoTime();
      long checks = 0;
      while (System.nanoTime() - start < ROUND_NANOS) {
        int i = (int) (checks % SIGNATURES);
        Signature check = Signature.getInstance(algorithm, provider);
        check.initVerify(key.getPublic());
        check.update(messages.get(i));
        if (!check.verify(signed.get(i))) {
          throw new IllegalStateException(provider + " refuses a right signature");
        }
        checks++;
      }
      return checks * 1e9 / (System.nanoTime() - start);
    }
  }

  /**
   * Runs it.
   *
   * @param args number of rounds (default 7)
   */
  public static void main(String... args) throws GeneralSecurityException {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 7;
    Ed25519Provider.install();
    Signed ed25519 = Signed.of("Ed25519", "SunEC");
    Signed mlDsa44 = Signed.of("ML-DSA-44", "SUN");
    Map<String, Provider> providers = new LinkedHashMap<>();
    providers.put("JDK", provider("SunEC"));
    providers.put("installed by the commands", provider("StandstillEd25519"));
    providers.put("Bouncy Castle", new BouncyCastleProvider());
    corretto().ifPresent(corretto -> providers.put("Corretto (native)", corretto));
    Map<String, List<Double>> rates = new LinkedHashMap<>();
    for (int round = 0; round <= rounds; round++) {
      for (Map.Entry<String, Provider> provider : providers.entrySet()) {
        record(rates, round, "Ed25519, " + provider.getKey(), ed25519, provider.getValue());
      }
      record(rates, round, "ML-DSA-44, JDK", mlDsa44, provider("SUN"));
    }
    List<Double> jdk = rates.getOrDefault("Ed25519, JDK", List.of());
    rates.forEach((name, of) ->
        System.out.printf(
            Locale.ROOT,
            "%-36s %,9.0f a second, %5.1f times the JDK's Ed25519%n",
            name,
            median(of),
            median(ratios(of, jdk))));
  }

  /** The first round only warms up. */
  private static void record(
      Map<String, List<Double>> rates, int round, String name, Signed signed, Provider provider)
      throws GeneralSecurityException {
    double rate = signed.perSecond(provider);
    if (round > 0) {
      rates.computeIfAbsent(name, _ -> new ArrayList<>()).add(rate);
    }
  }

  private static Provider provider(String name) {
    return Optional.ofNullable(Security.getProvider(name)).orElseThrow();
  }

  /** By name, since it exists for some machines only. */
  private static Optional<Provider> corretto() {
    try {
      Class<?> type =
          Class.forName("com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider");
      return Optional.of((Provider) type.getConstructor().newInstance());
    } catch (ClassNotFoundException
        | NoSuchMethodException
        | InstantiationException
        | IllegalAccessException
        | InvocationTargetException e) {
      System.out.println("Corretto is not available here: " + e);
      return Optional.empty();
    }
  }

  private static List<Double> ratios(List<Double> of, List<Double> to) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < of.size(); i++) {
      ratios.add(of.get(i) / to.get(i));
    }
    return ratios;
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }
}
