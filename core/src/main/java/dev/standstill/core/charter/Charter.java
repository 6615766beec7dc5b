package dev.standstill.core.charter;

import dev.standstill.core.party.Party;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.quantity.PartsPerMillion;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.StatementBody;
import dev.standstill.core.record.StatementKind;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The agreement.
 *
 * @param name what it is called
 * @param version counted from 1
 * @param parties its members, at least one, no name or key twice
 * @param policyDigest SHA-256 of the log's quorum policy
 * @param standingLimit what no training lineage may exceed, and from when
 * @param significantCompute how much undeclared compute would matter
 * @param calendar which periods are to be reported, and when
 * @param testLevels which test decides, at which levels
 * @param maximumUncovered how much of a period's edge, or of its inside, may lack readings
 * @param governance who decides what, and by when; without it nobody can give orders
 */
public record Charter(
    String name,
    int version,
    List<Party> parties,
    Digest policyDigest,
    StandingLimit standingLimit,
    SignificantCompute significantCompute,
    ReportingCalendar calendar,
    TestLevels testLevels,
    PartsPerMillion maximumUncovered,
    Optional<Governance> governance)
    implements StatementBody {

  /** One per cent: the default for {@code maximumUncovered}. */
  public static final PartsPerMillion DEFAULT_MAXIMUM_UNCOVERED = new PartsPerMillion(10_000);

  public Charter {
    parties = List.copyOf(parties);
    if (name.isBlank() || version < 1 || parties.isEmpty()) {
      throw new IllegalArgumentException("a charter has a name, a version from 1 and a party");
    }
    Set<PartyId> names = new HashSet<>();
    Set<String> keys = new HashSet<>();
    for (Party party : parties) {
      if (!names.add(party.id())) {
        throw new IllegalArgumentException("the charter names party " + party.id() + " twice");
      }
      for (String key : party.verifierKeys()) {
        if (!keys.add(Party.publicKey(key))) {
          throw new IllegalArgumentException("the charter names a key twice: " + key);
        }
      }
    }
    governance.ifPresent(part -> {
      for (PartyId party : part.parties()) {
        if (!names.contains(party)) {
          throw new IllegalArgumentException("the charter has no party " + party);
        }
      }
    });
  }

  /** A charter under which nobody gives orders. */
  public Charter(
      String name,
      int version,
      List<Party> parties,
      Digest policyDigest,
      StandingLimit standingLimit,
      SignificantCompute significantCompute,
      ReportingCalendar calendar,
      TestLevels testLevels,
      PartsPerMillion maximumUncovered) {
    this(
        name,
        version,
        parties,
        policyDigest,
        standingLimit,
        significantCompute,
        calendar,
        testLevels,
        maximumUncovered,
        Optional.empty());
  }

  public Optional<Party> party(PartyId id) {
    return parties.stream().filter(party -> party.id().equals(id)).findFirst();
  }

  @Override
  public StatementKind kind() {
    return StatementKind.CHARTER;
  }
}
