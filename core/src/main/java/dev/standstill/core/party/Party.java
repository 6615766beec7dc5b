package dev.standstill.core.party;

import java.util.List;
import java.util.Set;

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
    if (Set.copyOf(verifierKeys).size() != verifierKeys.size()) {
      throw new IllegalArgumentException("party " + id + " names a key twice");
    }
  }

  public boolean holds(Role role) {
    return roles.contains(role);
  }
}
