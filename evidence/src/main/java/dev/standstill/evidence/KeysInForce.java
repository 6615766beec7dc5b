package dev.standstill.evidence;

import dev.standstill.core.charter.Charter;
import dev.standstill.core.charter.CharterHistory;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.wire.PartyKey;
import dev.standstill.wire.SignatureCheck;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whose keys may sign at one stretch of the log, between two charters. It does not change there, so
 * statements are checked by it in any sequence, on any core.
 *
 * @param alone of a statement that one party signs
 * @param jointly of a statement that several sign: by the version it is bound to
 */
record KeysInForce(Map<PartyKey, PartyId> alone, Map<Digest, Map<PartyKey, PartyId>> jointly) {

  private static final SignatureCheck NOTHING = new SignatureCheck(List.of(), List.of());

  /**
   * A statement with its signatures checked.
   *
   * @param bound whether it is bound to a known version; if not, no signature was looked at
   * @param named whose keys might have signed it
   */
  record Checked(
      ReadStatement read, boolean bound, Map<PartyKey, PartyId> named, SignatureCheck check) {

    /** Whose keys did. */
    Set<PartyId> parties() {
      return CharterIntake.parties(check.verified(), named);
    }
  }

  static KeysInForce of(CharterIntake charters) {
    Map<Digest, Map<PartyKey, PartyId>> jointly = new HashMap<>();
    charters
        .history()
        .ifPresent(history -> {
          for (PublishedFact<Charter> version : history.versions()) {
            String place = ReadStatement.place(version.logIndex());
            jointly.put(version.id(), charters.keys(place, version.body()).orElse(Map.of()));
          }
        });
    return new KeysInForce(charters.keys(), jointly);
  }

  /** After all of a log, for what comes next. */
  static KeysInForce of(Optional<CharterHistory> history) {
    Map<PartyKey, PartyId> alone = new LinkedHashMap<>();
    Map<Digest, Map<PartyKey, PartyId>> jointly = new HashMap<>();
    history.ifPresent(versions ->
        versions
            .versions()
            .forEach(version -> {
              Map<PartyKey, PartyId> named = CharterIntake.keys(version.body());
              alone.putAll(named);
              jointly.put(version.id(), named);
            }));
    return new KeysInForce(alone, jointly);
  }

  Checked check(ReadStatement read) {
    Optional<Map<PartyKey, PartyId>> version =
        CharterIntake.charter(read.statement().binding()).map(jointly::get);
    if (version.isEmpty()) {
      return new Checked(read, false, Map.of(), NOTHING);
    }
    Map<PartyKey, PartyId> named = read.proposer().isPresent() ? version.get() : alone;
    return new Checked(read, true, named, read.envelope().check(named.keySet()));
  }
}
