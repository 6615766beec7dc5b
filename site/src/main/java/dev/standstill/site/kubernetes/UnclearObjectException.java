package dev.standstill.site.kubernetes;

/**
 * It cannot be said how many devices an object asks for. Then the object is refused, never counted
 * as less than it may be.
 */
final class UnclearObjectException extends Exception {
  private static final long serialVersionUID = 1L;

  UnclearObjectException(String message) {
    super(message);
  }
}
