package dev.standstill.site.kubernetes;

/** What we write into objects, so that no crash of ours forgets whom to release. */
final class KubernetesMarks {
  /** Why it was held in our name. */
  static final String HELD = "standstill.dev/held";

  /** How many replicas it had. */
  static final String REPLICAS = "standstill.dev/replicas";

  /** It is asked to save its work. */
  static final String SAVE = "standstill.dev/save-requested";

  /** A label that no node has. */
  static final String NOWHERE = "standstill.dev/held";

  private KubernetesMarks() {}
}
