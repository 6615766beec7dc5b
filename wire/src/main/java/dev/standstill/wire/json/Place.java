package dev.standstill.wire.json;

/**
 * Where in a JSON document something stands: a JSON pointer (RFC 6901) without its first slash, for
 * example {@code predicate/areas/0/points/3/devices}; empty for the document itself.
 *
 * @param pointer the path, keys escaped
 */
record Place(String pointer) {

  static final Place DOCUMENT = new Place("");

  Place key(String key) {
    return below(key.replace("~", "~0").replace("/", "~1"));
  }

  Place item(int index) {
    return below(Integer.toString(index));
  }

  private Place below(String segment) {
    return new Place(pointer.isEmpty() ? segment : pointer + "/" + segment);
  }
}
