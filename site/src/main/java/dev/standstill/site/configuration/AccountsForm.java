package dev.standstill.site.configuration;

/** In which of its forms {@code sacct} is asked to print. */
public enum AccountsForm {
  /** Lines of fields, which every Slurm prints alike. */
  PARSABLE,
  /** JSON, whose shape changes with Slurm's version. */
  JSON
}
