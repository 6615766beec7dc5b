package dev.standstill.page.register;

/** How pages are handed out. */
public enum Placement {
  /** By a register: paths without a suffix, and it tells of new checkpoints. */
  SERVED,
  /** As files in a folder, by any web server or none. */
  FILES
}
