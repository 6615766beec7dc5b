/**
 * Permission to do what would else be refused, within bounds, and how much of it is left.
 *
 * <p>A {@link dev.standstill.core.permit.Permit} names a site, areas, kinds of operation and one
 * lineage, and bounds them by a budget of FLOP, a rate of FLOP a day, a number of devices and two
 * dates. It exists once the first envelope in the log carries the quorum its charter names for
 * permits and a witnessed checkpoint covers that place. Whoever it benefits has no voice in it.
 * Where the charter says so, a {@link dev.standstill.core.permit.PermitRequest} that no quorum
 * refused within its notice is a permit too. A {@link dev.standstill.core.permit.PermitChange}
 * amends, suspends, reinstates or revokes one, or refuses a request.
 *
 * <p>{@link dev.standstill.core.permit.PermitBook} is the fold over the log. What permits needs
 * undoubted signatures, a charter in force beyond doubt, a time of inclusion that witnesses vouch
 * for and a witnessed checkpoint above it. What takes a permit away needs its quorum and nothing
 * else: it counts as soon as it is in the log.
 *
 * <p>A permit is drawn down by what its site reports. An activity draws on the permit it names;
 * training that names none draws on every permit of its lineage at that site, so saying less costs
 * more. Of reports that overlap, those count that together say the most; a corrected one never.
 *
 * <p>This room knows what was granted and what was reported. It knows no order and judges no job:
 * that is the verdict's business. Nor does it know what was measured: a budget bounds what a party
 * says it did.
 *
 * <p>Example: two of three parties grant the third 1e24 FLOP at {@code a/north} for a year; after
 * reports of 4e23 FLOP {@code book.life(id, moment)} is {@code Live} with 6e23 remaining.
 */
@NullMarked
package dev.standstill.core.permit;

import org.jspecify.annotations.NullMarked;
