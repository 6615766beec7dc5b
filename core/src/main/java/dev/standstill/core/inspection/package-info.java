/**
 * How many items to look at, and when: sampling plans and inspection games.
 *
 * <p>{@link dev.standstill.core.inspection.SampleSize} says how many of N items must be drawn so
 * that at least one of d defects is among them with a given probability: exactly, and by the two
 * approximations that inspectorates use, all in integers, because doubles decide ties wrongly.
 * {@link dev.standstill.core.inspection.ImperfectTest} is for looks that may miss the defect they
 * see.
 *
 * <p>{@link dev.standstill.core.inspection.InspectionGame} is Dresher's: somebody who may violate
 * once in n periods, an inspector who has m visits, both choosing at random; its value and the
 * probability of a visit now are exact fractions. {@link
 * dev.standstill.core.inspection.UnannouncedVisits} are visits at random times.
 *
 * <p>The room knows numbers of items and periods, not sites. It draws nothing: what is drawn comes
 * from a beacon that everybody sees.
 *
 * <p>Example: of 100 racks of which 5 hide something, 45 must be opened for 95 %; the usual formula
 * says 46.
 */
@NullMarked
package dev.standstill.core.inspection;

import org.jspecify.annotations.NullMarked;
