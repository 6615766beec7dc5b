package dev.standstill.site.outbox;

import dev.standstill.core.record.Digest;

/** What a site's own checked copy of the register's log holds. */
public interface RegisterCopy {
  /** How many entries it has. */
  long size();

  /** Whether a statement of this id counts in it. */
  boolean holds(Digest statement);
}
