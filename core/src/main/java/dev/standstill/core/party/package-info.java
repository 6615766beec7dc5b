/**
 * Who speaks: the parties of an agreement, the roles they hold and the keys that speak for them.
 *
 * <p>A party is a state, a developer or a site operator that has joined the charter. It owns sites
 * and signs statements. A key is carried here as its text and never interpreted: checking
 * signatures is the business of {@code wire}; this room only says whose key it is. One key belongs
 * to one party, whatever it is called.
 *
 * <p>A {@link dev.standstill.core.party.Quorum} says whose voices together decide: so many of these
 * parties, nested as the charter wants it.
 *
 * <p>Example: party {@code aurora} with role {@link dev.standstill.core.party.Role#OPERATOR} may
 * declare its site {@code north}; {@code north} of another party is another site.
 */
@NullMarked
package dev.standstill.core.party;

import org.jspecify.annotations.NullMarked;
