package dev.standstill.site.workload;

/**
 * What became of a job that was submitted only to be refused. It must never run, admitted or not.
 */
public sealed interface Canary {

  /**
   * It was refused, as it must be.
   *
   * @param words what the scheduler told its owner
   */
  record Refused(String words) implements Canary {}

  /**
   * It was admitted: whoever could do that could start anything.
   *
   * @param job what the scheduler called it
   */
  record Admitted(String job) implements Canary {}
}
