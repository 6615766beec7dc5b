package dev.standstill.core.rule;

/** What an estimate can be made from. Each is stated or missing; a missing one is never zero. */
public enum RunInput {
  PARAMETERS,
  ACTIVE_PARAMETERS,
  TRAINABLE_PARAMETERS,
  TOKENS,
  LAYERS_WIDTH_AND_CONTEXT,
  DEVICES,
  PEAK,
  HOURS,
  UTILISATION
}
