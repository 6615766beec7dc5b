package dev.standstill.log.merkle;

/**
 * A size with the root of the tree of that size: one fact, to be taken from one verified source.
 */
public record TreeHead(long size, Hash root) {
  public TreeHead {
    if (size < 0) {
      throw new IllegalArgumentException("a tree has no negative size: " + size);
    }
  }
}
