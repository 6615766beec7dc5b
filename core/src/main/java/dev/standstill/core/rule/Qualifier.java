package dev.standstill.core.rule;

/** What must also be true for a rule to bite, and what no estimate of compute can say. */
public enum Qualifier {
  GENERATES_LANGUAGE_IMAGES_OR_VIDEO("the model generates language, images or video from text"),
  ORIGINAL_OF_SYSTEMIC_RISK("the original is a model with systemic risk"),
  REVENUE_ABOVE_500_MILLION_DOLLARS("the developer's annual revenue is above $500 million"),
  INCIDENT_HAPPENED("a safety incident has happened"),
  DANGER_IS_IMMINENT("the incident brings imminent danger of death or serious injury"),
  MAINLY_BIOLOGICAL_SEQUENCES("the model was trained mainly on biological sequences"),
  CHARTER_ADOPTS_IT("an agreement in force has adopted this rule");

  private final String clause;

  Qualifier(String clause) {
    this.clause = clause;
  }

  public String clause() {
    return clause;
  }
}
