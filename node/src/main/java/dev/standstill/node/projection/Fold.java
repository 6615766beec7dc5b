package dev.standstill.node.projection;

import java.util.List;

/**
 * Everything that one checkpoint gives.
 *
 * @param size how many entries it is of
 * @param root their root, in base64
 * @param head what is said of it as a whole, JSON in one line
 */
public record Fold(
    long size, String root, String head, List<StatementRow> statements, List<Document> documents) {
  public Fold {
    statements = List.copyOf(statements);
    documents = List.copyOf(documents);
  }
}
