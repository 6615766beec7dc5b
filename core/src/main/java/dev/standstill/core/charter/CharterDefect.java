package dev.standstill.core.charter;

/**
 * Something that makes a charter unfit to be signed.
 *
 * @param code what kind of thing
 * @param place where in the charter, for example {@code governance/quorums/resume}
 * @param detail one line
 */
public record CharterDefect(Code code, String place, String detail) {

  /** Everything that is looked for. */
  public enum Code {
    /** Whom a case is about, and the recusals that are allowed, leave too few voices. */
    QUORUM_UNREACHABLE_BY_RECUSAL,
    /** A permit for an emergency may outlast any emergency. */
    BREAK_GLASS_TOO_LONG,
    /** One party alone decides. */
    QUORUM_OF_ONE,
    /** Fewer parties suspend a restriction than release it. */
    STAY_EASIER_THAN_RESUME,
    /** A party without the role of an adjudicator stands in a quorum. */
    VOICE_WITHOUT_ROLE,
    /** The log's policy asks for no witness: nothing is ever in force. */
    POLICY_WITHOUT_WITNESSES,
    /** Nobody answers for a witness. */
    WITNESS_WITHOUT_PARTY,
    /** One party's witnesses make a checkpoint believed. */
    POLICY_SATISFIED_BY_ONE_PARTY,
    /** Without one party's witnesses no checkpoint is believed. */
    POLICY_BLOCKED_BY_ONE_PARTY,
    /** Two times that cannot both be kept. */
    CLOCKS_CONTRADICT,
    /** Fewer sources, or fewer parties behind them, than silence must be told apart by. */
    TOO_FEW_SOURCES
  }
}
