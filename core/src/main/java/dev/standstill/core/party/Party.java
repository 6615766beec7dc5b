package dev.standstill.core.party;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A member of the agreement.
 *
 * @param id its name
 * @param roles what it may do, at least one
 * @param verifierKeys the texts of its keys, at least one, none twice
 */
public record Party(PartyId id, Set<Role> roles, List<String> verifierKeys) {

  public Party {
    roles = Set.copyOf(roles);
    verifierKeys = List.copyOf(verifierKeys);
    if (roles.isEmpty() || verifierKeys.isEmpty()) {
      throw new IllegalArgumentException("party " + id + " needs a role and a key");
    }
    if (verifierKeys.stream().map(Party::publicKey).distinct().count() != verifierKeys.size()) {
      throw new IllegalArgumentException("party " + id + " names a key twice");
    }
  }

  /**
   * The key itself in the text of a key, {@code name+id+key}. The same key under another name is
   * the same key, so keys are compared by this.
   */
  public static String publicKey(String verifierKey) {
    int name = verifierKey.indexOf('+');
    int id = verifierKey.indexOf('+', name + 1);
    return name < 0 || id < 0 ? verifierKey : verifierKey.substring(id + 1);
  }

  /** The keys themselves, whatever their names. */
  public Set<String> publicKeys() {
    return verifierKeys.stream().map(Party::publicKey).collect(Collectors.toUnmodifiableSet());
  }

  public boolean holds(Role role) {
    return roles.contains(role);
  }
}
