package dev.standstill.evidence;

import dev.standstill.core.charter.Charter;
import dev.standstill.core.charter.CharterHistory;
import dev.standstill.core.finding.SourceState.SourceDefect;
import dev.standstill.core.party.Party;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.InclusionTime;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.core.record.Signers;
import dev.standstill.core.record.StatementBody;
import dev.standstill.log.note.Checkpoint;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A source after its log and statements were checked, before its readings are.
 *
 * @param directory where it is
 * @param origin the log's origin; empty if not even that could be read
 * @param checkpoint the checkpoint, if it verified
 * @param charter the newest version of the charter, if one could be read and its signatures are
 *     right
 * @param facts the statements whose signatures are right, in log order, without the charter
 * @param doubted what one party said by a key later declared compromised: kept, because it may be
 *     true. It is no ground for a conclusion, and no ground to permit more either
 * @param defects what is wrong with log and statements; if any of it is more than a stray entry, no
 *     party is judged
 * @param witnessed whether the quorum policy names witnesses and they cosigned
 * @param pinned whether the reader brought the trust root along
 * @param history all versions of the charter
 * @param logTime by when a quorum of witnesses had seen the checkpoint; empty without them
 */
public record Evidence(
    Path directory,
    String origin,
    Optional<Checkpoint> checkpoint,
    Optional<PublishedFact<Charter>> charter,
    List<PublishedFact<? extends StatementBody>> facts,
    List<PublishedFact<? extends StatementBody>> doubted,
    List<SourceDefect> defects,
    boolean witnessed,
    boolean pinned,
    Optional<CharterHistory> history,
    Optional<Instant> logTime) {

  public Evidence {
    facts = List.copyOf(facts);
    doubted = List.copyOf(doubted);
    defects = List.copyOf(defects);
  }

  /**
   * The same source, whose witnesses were seen to vouch for it again. When its entries were logged
   * stays as it was known: a later cosignature takes nothing from an earlier one.
   */
  public Evidence seenAgain(Instant time) {
    return new Evidence(
        directory,
        origin,
        checkpoint,
        charter,
        facts,
        doubted,
        defects,
        witnessed,
        pinned,
        history,
        logTime.filter(time::isBefore).or(() -> Optional.of(time)));
  }

  /**
   * The same source, as if all parties had signed this and the log had taken it: to see what it
   * would change. Nothing that is concluded from it is so.
   */
  public Evidence asIfLogged(Digest id, PartyId author, StatementBody body, Instant time) {
    PublishedFact<Charter> agreement =
        charter.orElseThrow(() -> new IllegalArgumentException("the source holds no charter"));
    Set<PartyId> everybody =
        agreement.body().parties().stream().map(Party::id).collect(Collectors.toSet());
    long size = checkpoint.map(Checkpoint::size).orElse(0L);
    List<PublishedFact<? extends StatementBody>> more = new ArrayList<>(facts);
    more.add(
        new PublishedFact<>(
            author,
            size,
            id,
            body,
            new Signers(everybody, Set.of()),
            InclusionTime.at(time),
            Optional.of(agreement.id())));
    return new Evidence(
        directory,
        origin,
        checkpoint.map(old -> new Checkpoint(old.origin(), size + 1, old.root())),
        charter,
        more,
        doubted,
        defects,
        witnessed,
        pinned,
        history,
        Optional.of(time));
  }

  /** Whether all that was meant to be read was: stray entries are none of it. */
  public boolean isIntact() {
    return defects.stream().allMatch(SourceDefect::stray);
  }
}
