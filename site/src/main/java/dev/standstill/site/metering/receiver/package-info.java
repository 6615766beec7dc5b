/**
 * Where a Prometheus writes what it scraped.
 *
 * <p>A {@link dev.standstill.site.metering.receiver.RemoteWriteReceiver} speaks remote write 1.0: a
 * POST of protobuf in snappy's block format, with a bearer token, every series naming this site in
 * its label {@code site}. 204 means that the disk has it. The same samples sent again do no harm:
 * what comes twice is kept once.
 *
 * <p>It knows HTTP and that one format. It never answers 204 for what it has only in memory, never
 * a status upon which the sender drops what could have been taken, and takes no memory on a
 * sender's word alone: lengths are looked at before buffers are made.
 *
 * <p>Example, in the configuration of a Prometheus:
 *
 * <pre>
 * global: {external_labels: {site: north}}
 * remote_write:
 * - url: http://127.0.0.1:8932/api/v1/write
 *   authorization: {credentials_file: token}
 * </pre>
 */
@NullMarked
package dev.standstill.site.metering.receiver;

import org.jspecify.annotations.NullMarked;
