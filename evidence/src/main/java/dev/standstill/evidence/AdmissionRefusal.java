package dev.standstill.evidence;

/** Why an entry would be no statement of this log. A closed list: each is a promise to senders. */
public enum AdmissionRefusal {
  /** No DSSE envelope in its one spelling. */
  MALFORMED_ENVELOPE,
  /** An envelope around something that no schema of ours describes. */
  MALFORMED_STATEMENT,
  /** The log has no charter yet, and this is none. */
  NO_CHARTER_YET,
  /** A charter that this log would not follow: its binding, its policy, its signers. */
  CHARTER_REFUSED,
  /** Bound to an agreement that is not this log's. */
  OTHER_CHARTER,
  /** A signature is by no key that the charter names. */
  NOT_A_PARTY,
  /** Signed by none or several where one party speaks alone. */
  NOT_ONE_AUTHOR,
  /** Its author does not hold the role that such a statement needs. */
  ROLE_MISSING,
  /** Its key was declared compromised. */
  KEY_COMPROMISED
}
