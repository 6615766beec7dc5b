package dev.standstill.log.sequence;

import dev.standstill.log.merkle.Hash;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Entries that have an index and are not yet durable, as the records that they will be. */
final class StagedEntries {
  /** Room for hashes that is kept from batch to batch. */
  private static final int HASHES_KEPT = 1 << 14;

  private final List<WalRecord> records = new ArrayList<>();
  private byte[] hashes = new byte[256 * Hash.LENGTH];
  private int count;
  private long bytes;
  private long next;

  StagedEntries(long next) {
    this.next = next;
  }

  /** The index that the next entry gets. */
  long next() {
    return next;
  }

  long bytes() {
    return bytes;
  }

  List<WalRecord> records() {
    return records;
  }

  void add(byte[] entry, byte[] leafHash) {
    if (records.isEmpty() || !records.getLast().fits(entry)) {
      records.add(new WalRecord(next));
    }
    records.getLast().add(entry);
    if ((count + 1) * Hash.LENGTH > hashes.length) {
      hashes = Arrays.copyOf(hashes, 2 * hashes.length);
    }
    System.arraycopy(leafHash, 0, hashes, count * Hash.LENGTH, Hash.LENGTH);
    count++;
    bytes += Short.BYTES + entry.length;
    next++;
  }

  /** Adds everything to the tree and forgets it. */
  void integrate(RightEdge edge, RightEdge.Sink sink) throws IOException {
    int done = 0;
    for (WalRecord record : records) {
      int at = WalRecord.HEADER;
      for (int i = 0; i < record.count(); i++) {
        int end = record.endOfEntry(at);
        edge.append(hashes, done * Hash.LENGTH, record.bytes(), at, end, sink);
        at = end;
        done++;
      }
    }
    records.clear();
    count = 0;
    bytes = 0;
    if (hashes.length > HASHES_KEPT * Hash.LENGTH) {
      hashes = new byte[HASHES_KEPT * Hash.LENGTH];
    }
  }
}
