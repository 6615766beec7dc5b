package dev.standstill.node.register;

import java.io.Serial;

/** A request that is not granted, on its way to whoever made it. */
final class ProblemException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private final Problem problem;

  ProblemException(Problem problem, String detail) {
    super(detail);
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }

  String detail() {
    return String.valueOf(getMessage());
  }
}
