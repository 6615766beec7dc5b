package dev.standstill.core.record;

/** What a statement says. Each kind's room implements it; this room never looks inside. */
public interface StatementBody {

  /** Which kind of statement carries this body. */
  StatementKind kind();
}
