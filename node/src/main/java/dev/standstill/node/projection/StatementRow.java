package dev.standstill.node.projection;

/**
 * A statement of the log, in columns. What does not apply is the empty text.
 *
 * @param logIndex its place
 * @param id of the statement, in hex
 * @param kind its kind's word
 * @param author who answers for it
 * @param site which of its author's sites it is about
 * @param signers all parties that signed, in sequence, with commas
 * @param charter the id of the charter it is bound to
 * @param standing {@code counts}, or {@code doubted} if its key was declared compromised
 */
public record StatementRow(
    long logIndex,
    String id,
    String kind,
    String author,
    String site,
    String signers,
    String charter,
    String standing) {}
