package dev.standstill.log.witness;

import dev.standstill.log.note.VerifierKey;
import dev.standstill.log.policy.PolicyRefusedException;
import dev.standstill.log.policy.QuorumPolicy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The logs for which a witness cosigns, each with the keys that speak for it. */
public final class KnownLogs {
  /** What a type 06 cosignature can hold. */
  private static final int ORIGIN_BYTES_MAX = 255;

  private final Map<String, List<VerifierKey>> keysByOrigin;

  private KnownLogs(Map<String, List<VerifierKey>> keysByOrigin) {
    this.keysByOrigin = keysByOrigin;
  }

  /** Several keys of one name belong to one log. */
  public static KnownLogs of(List<VerifierKey> keys) {
    Map<String, List<VerifierKey>> byOrigin = new TreeMap<>();
    for (VerifierKey key : keys) {
      if (key.name().getBytes(StandardCharsets.UTF_8).length > ORIGIN_BYTES_MAX) {
        throw new IllegalArgumentException("an origin has at most 255 bytes: " + key.name());
      }
      byOrigin.computeIfAbsent(key.name(), _ -> new ArrayList<>()).add(key);
    }
    byOrigin.replaceAll((_, list) -> List.copyOf(list));
    return new KnownLogs(byOrigin);
  }

  /** Reads a file with a {@code log <vkey> [<url>]} line for each key, as in a policy. */
  public static KnownLogs parse(byte[] file) throws MalformedRequestException {
    try {
      return of(QuorumPolicy.parseLogs(file));
    } catch (PolicyRefusedException | IllegalArgumentException e) {
      throw new MalformedRequestException(e.getMessage() + "", e);
    }
  }

  public Set<String> origins() {
    return keysByOrigin.keySet();
  }

  /** The keys of a log, or empty if it is not known. */
  public Optional<List<VerifierKey>> keysOf(String origin) {
    return Optional.ofNullable(keysByOrigin.get(origin));
  }
}
