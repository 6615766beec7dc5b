package dev.standstill.core.permit;

import dev.standstill.core.party.PartyId;

/**
 * A lineage as its party calls it. Another party may call one of its own the same: what it reports
 * of that says nothing of this one.
 *
 * @param party whose lineage
 * @param name what its activity reports call it
 */
public record PartyLineage(PartyId party, String name) {}
