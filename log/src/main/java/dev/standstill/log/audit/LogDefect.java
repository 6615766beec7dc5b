package dev.standstill.log.audit;

/**
 * One thing that is wrong with the files of a log.
 *
 * @param code the kind of defect
 * @param place the relative path, for an entry followed by its index: {@code tile/entries/000 entry
 *     3}
 * @param detail one line for a person
 */
public record LogDefect(Code code, String place, String detail) {
  /** Every kind of defect. */
  public enum Code {
    /** A file that the size of the tree requires is not there. */
    FILE_MISSING,
    /** A file cannot be read, or is no regular file where one must be. */
    FILE_UNREADABLE,
    /** Something below {@code tile/} that is no part of a log. */
    FILE_UNEXPECTED,
    /** A tile or bundle that reaches past the size of the checkpoint. */
    FILE_BEYOND_CHECKPOINT,
    /** A tile is shorter or longer than its path says. */
    WRONG_LENGTH,
    /** The checkpoint is malformed, or is not signed as the policy requires. */
    CHECKPOINT_REFUSED,
    /** A signature line is almost that of a key of the policy, whose own line is absent. */
    SIGNATURE_LINE_ALTERED,
    /** Neither the entries nor the tiles lead to the root of the checkpoint. */
    ROOT_MISMATCH,
    /** A bundle does not hold as many entries as its path says, or has bytes left over. */
    BUNDLE_MALFORMED,
    /** An entry is not the one in the tree. */
    ENTRY_ALTERED,
    /** A tile holds other hashes than the tree gives. */
    TILE_ALTERED
  }

  public LogDefect {
    // Names of files may hold anything, and defects are printed on terminals.
    place = printable(place);
    detail = printable(detail);
  }

  private static String printable(String text) {
    return text.codePoints()
        .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '?' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  @Override
  public String toString() {
    return code + " " + place + ": " + detail;
  }
}
