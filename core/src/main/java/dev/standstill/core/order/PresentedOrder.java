package dev.standstill.core.order;

import dev.standstill.core.party.PartyId;
import dev.standstill.core.record.Digest;
import java.util.Set;

/**
 * An order shown to a site directly, outside the log. Only a pause can bind this way: whoever holds
 * back the log must not be able to hold back a pause.
 *
 * @param id SHA-256 of its payload
 * @param order what it says
 * @param charter the charter it is bound to
 * @param signers every party whose key signed it
 */
public record PresentedOrder(Digest id, Order order, Digest charter, Set<PartyId> signers) {

  public PresentedOrder {
    signers = Set.copyOf(signers);
  }
}
