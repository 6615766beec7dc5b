package dev.standstill.evidence;

import dev.standstill.core.finding.SourceState.SourceDefect;
import dev.standstill.log.audit.LogContents;
import dev.standstill.log.audit.LogEntry;
import dev.standstill.log.merkle.CompactRange;
import dev.standstill.log.merkle.TreeHash;
import dev.standstill.log.note.Checkpoint;
import dev.standstill.log.note.SignedNote;
import dev.standstill.log.policy.CheckpointCheck;
import dev.standstill.log.policy.QuorumPolicy;
import dev.standstill.log.sequence.EntryTimes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The checkpoints that a log holds of itself. Only one that is of this very tree gives times: of
 * another tree it says nothing about these entries, and if the log signed it, the log has signed
 * two histories.
 */
final class LoggedCheckpoints {
  private final QuorumPolicy policy;
  private final String origin;
  private final List<Logged> logged = new ArrayList<>();

  private record Logged(String place, long index, SignedNote note, Checkpoint checkpoint) {}

  LoggedCheckpoints(QuorumPolicy policy, String origin) {
    this.policy = policy;
    this.origin = origin;
  }

  /** Takes a note that stands at this index; one that the policy does not verify means nothing. */
  void take(String place, long index, SignedNote note) {
    if (policy.check(note.encoded()) instanceof CheckpointCheck.Verified verified
        && verified.checkpoint().origin().equals(origin)) {
      logged.add(new Logged(place, index, note, verified.checkpoint()));
    }
  }

  /** Those of the tree of these entries; the others are defects. */
  List<EntryTimes.LogTime> ofTree(LogContents log, List<SourceDefect> defects) {
    List<EntryTimes.LogTime> own = new ArrayList<>();
    if (!log.defects().isEmpty()) {
      // Of damaged entries nobody can say whose fault a difference is.
      return own;
    }
    List<LogEntry> entries = log.entries();
    CompactRange tree = new CompactRange();
    logged.sort(Comparator.comparingLong(one -> one.checkpoint().size()));
    for (Logged one : logged) {
      long size = one.checkpoint().size();
      while (tree.size() < Math.min(size, entries.size())) {
        tree.append(TreeHash.leaf(entries.get((int) tree.size()).bytes()));
      }
      // No tree can hold a checkpoint of itself, so it stands behind all that it covers.
      if (size <= one.index() && tree.head().equals(one.checkpoint().head())) {
        own.add(new EntryTimes.LogTime(one.index(), one.note()));
      } else {
        defects.add(
            new SourceDefect(
                one.place(),
                "holds a checkpoint of "
                    + size
                    + " entries that is not of this tree: the log signed two histories"));
      }
    }
    return own;
  }
}
