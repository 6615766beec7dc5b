package dev.standstill.site.workload;

import java.util.List;

/**
 * A real scheduler, as far as it must obey. Each call acts at once and may be repeated: what is
 * done already is no error. For one caller at a time.
 */
public interface Scheduler {

  /** What it is called in demands. */
  String name();

  /**
   * Every job that holds or waits for devices, or was ended a short while ago.
   *
   * @throws SchedulerException if it cannot be asked, or answers what nobody understands: then
   *     nothing is known, not that nothing runs
   */
  List<ScheduledJob> jobs() throws SchedulerException;

  /** Tells the job's owner what will happen to it. */
  void warn(ScheduledJob job, String text) throws SchedulerException;

  /** Asks it to save its work. It goes on running. */
  void askToSave(ScheduledJob job) throws SchedulerException;

  /** Ends it, and keeps it held in our name so that it can go on later. */
  void stopAndHold(ScheduledJob job, String reason) throws SchedulerException;

  /** Ends it for good. */
  void cancel(ScheduledJob job, String reason) throws SchedulerException;

  /** Keeps a waiting job from starting, in our name. */
  void hold(ScheduledJob job, String reason) throws SchedulerException;

  /** Lets a job that was held in our name start as soon as the scheduler likes. */
  void release(ScheduledJob job) throws SchedulerException;

  /**
   * Submits a job that must be refused, and takes it back at once if it was not.
   *
   * @return what happened
   */
  Canary canary() throws SchedulerException;
}
