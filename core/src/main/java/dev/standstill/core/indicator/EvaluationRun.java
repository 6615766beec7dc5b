package dev.standstill.core.indicator;

/**
 * One attempt of one system at one task.
 *
 * @param alias the system, as its publisher calls it
 * @param family tasks that resemble each other, so that success at one says much of the others
 * @param task the task; the same name in two families is two tasks
 * @param run names this attempt among those at the task
 * @param humanMinutes how long a skilled human takes for the task, above 0
 * @param score how far it succeeded, 0 to 1; 0.7 counts as 0.7 of a success and 0.3 of a failure
 */
public record EvaluationRun(
    String alias, String family, String task, String run, double humanMinutes, double score) {

  public EvaluationRun {
    Require.named(alias, "alias");
    Require.named(family, "task family");
    Require.named(task, "task");
    Require.named(run, "run");
    Require.positive(humanMinutes, "human minutes");
    Require.share(score, "score");
  }
}
