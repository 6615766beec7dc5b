/**
 * The reading discipline: JSON that is exactly as agreed, or a refusal that says where and why.
 *
 * <p><b>What it is.</b> Bytes become a tree only if they are one JSON object in valid UTF-8,
 * without byte order mark, duplicate key, deep nesting or trailing content. A {@link
 * dev.standstill.wire.json.StrictValue} is one place in that tree; whoever reads it says which type
 * and which fields it must have, and everything else is refused at that place. A key with another
 * unit ({@code energyJoules}) is an unknown field, never a conversion.
 *
 * <p><b>What it may know.</b> JSON, numbers and times. Nothing of statements or of the domain: an
 * {@link IllegalArgumentException} of a domain record becomes a refusal through {@link
 * dev.standstill.wire.json.StrictValue#build}.
 *
 * <p><b>What it never does.</b> It never repairs, defaults, coerces or skips, and never lets an
 * exception out for bad bytes: inside, the first fault is thrown as {@link
 * dev.standstill.wire.json.RefusedInputException}; at the edge {@link
 * dev.standstill.wire.json.ReadResult#reading} turns it into a value.
 *
 * <p><b>Example.</b> {@code {"areas":[{"devices":1.5}]}} read by {@code
 * object("areas").field("areas").list(area -> area.object("devices").field("devices").integer(1,
 * 9))} gives {@code Refused(areas/0/devices: expected an integer, found a number with a fraction or
 * exponent)}.
 */
@NullMarked
package dev.standstill.wire.json;

import org.jspecify.annotations.NullMarked;
