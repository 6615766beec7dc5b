package dev.standstill.simulation;

/** What a site does in one week. */
enum Work {
  TRAINING,
  SERVING,
  IDLE
}
