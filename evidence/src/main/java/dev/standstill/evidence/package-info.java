/**
 * The one door through which evidence is read, and written.
 *
 * <p>An evidence source is a directory of plain files: a log ({@code checkpoint}, {@code tile/}),
 * the {@code policy} that says whose signature makes a checkpoint, {@code telemetry/} with readings
 * and {@code blobs/} with anything else a statement cites, both named by digest. {@link
 * dev.standstill.evidence.EvidenceReader} opens it and checks everything a rival would: the whole
 * tree is rebuilt, every statement's signature is held against the charter's keys, every cited file
 * against its digest. What is wrong becomes a defect with its place; what is right becomes {@link
 * dev.standstill.core.record.PublishedFact facts}. {@link dev.standstill.evidence.Examination} then
 * recomputes energies from the readings and hands facts and measurements to the core.
 *
 * <p>Bad bytes never raise an exception and never speak against the party they mention. Only a
 * source that cannot be opened at all is an error of the caller's.
 *
 * <p>{@link dev.standstill.evidence.EvidenceWriter} is the same door the other way: it builds a
 * source beside its target and moves it there whole, so that a half-written directory never bears
 * the name of a whole one.
 *
 * <p>This package draws no conclusion and knows no private key except while writing.
 *
 * <p>Example: {@code Examination.of(EvidenceReader.read(path, TrustRoot.fromSource()), Optional
 * .empty()).evaluation().conclusions()}.
 */
@NullMarked
package dev.standstill.evidence;

import org.jspecify.annotations.NullMarked;
