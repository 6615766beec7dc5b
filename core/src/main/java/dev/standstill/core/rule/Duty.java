package dev.standstill.core.rule;

/** What follows for whoever is past a threshold. */
public sealed interface Duty {

  /** In one plain clause. */
  String clause();

  /** When it falls due. */
  Deadline deadline();

  /** It may not be done. */
  record Prohibition(String clause) implements Duty {
    @Override
    public Deadline deadline() {
      return new Deadline.AtOnce(DatedEvent.THRESHOLD_MET_OR_FORESEEN);
    }
  }

  /** Something must be done by some day. */
  record Action(String clause, Deadline deadline) implements Duty {}

  /** One becomes what the rule names, with all that the law attaches to it. */
  record Standing(String clause) implements Duty {
    @Override
    public Deadline deadline() {
      return new Deadline.AtOnce(DatedEvent.THRESHOLD_MET_OR_FORESEEN);
    }
  }
}
