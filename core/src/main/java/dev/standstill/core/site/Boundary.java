package dev.standstill.core.site;

/** Where energy is measured. A balance never mixes boundaries. */
public enum Boundary {
  /** At the accelerator itself. */
  DEVICE,
  /** At the wall socket of a node, host included. */
  NODE_WALL,
  /** At the facility's feed, cooling included. */
  FACILITY
}
