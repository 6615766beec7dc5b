/**
 * Where evidence comes from: a directory, a bundle or a URL, made into a directory that the one
 * door above can read; and copies of logs kept up to date.
 *
 * <p><b>What it is.</b> {@link dev.standstill.evidence.source.Place} tells what somebody named,
 * {@link dev.standstill.evidence.source.OpenSource} opens it. A bundle ({@link
 * dev.standstill.evidence.source.Bundle}, {@link dev.standstill.evidence.source.BundleWriter}) is a
 * source as one zip file. {@link dev.standstill.evidence.source.WebFiles} fetches files from a
 * server, {@link dev.standstill.evidence.source.LogMirror} keeps a verified copy of a log.
 *
 * <p><b>What it may know.</b> Files, zip, HTTP, and the formats of {@code log}.
 *
 * <p><b>What it never does.</b> It never judges evidence: a bundle or an answer that breaks the
 * rules of its container cannot be read at all, and whatever is wrong inside is left for the reader
 * of the source to find. It never trusts a header about a length, writes outside the directory it
 * was given, follows a link, or leaves what it unpacked behind.
 *
 * <p><b>Example.</b>
 *
 * {@snippet :
 * try (OpenSource source = OpenSource.open(Place.of("evidence.standstill"), CopyProgress.NONE)) {
 *   Evidence evidence = EvidenceReader.read(source.directory(), TrustRoot.fromSource());
 * }
 * }
 */
@NullMarked
package dev.standstill.evidence.source;

import org.jspecify.annotations.NullMarked;
