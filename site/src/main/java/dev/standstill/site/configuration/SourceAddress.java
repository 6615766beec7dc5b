package dev.standstill.site.configuration;

/**
 * Where the register's log is to be had.
 *
 * @param name what the charter calls this source, if it names it
 * @param place a directory, or an http or https URL
 */
public record SourceAddress(String name, String place) {

  public SourceAddress {
    if (name.isBlank() || place.isBlank()) {
      throw new IllegalArgumentException("a source has a name and a place");
    }
  }
}
