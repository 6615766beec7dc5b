package dev.standstill.site.metering.scrape;

import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Ends an exchange that takes too long as a whole. Time-outs of a socket count from its last byte:
 * whoever sends one byte a second would be waited for without end, and with him all other sources.
 *
 * <p>One thread looks at all exchanges a few times a second; to set an alarm for each of a hundred
 * and more every second would cost more than the looking.
 */
final class Overdue {
  private static final Duration LOOK = Duration.ofMillis(250);
  private static final Set<Overdue> GOING_ON = ConcurrentHashMap.newKeySet();

  static {
    Thread.ofPlatform().daemon().name("standstill-overdue").start(Overdue::look);
  }

  private final long most;
  private volatile long begun;
  private volatile @Nullable HttpURLConnection connection;

  /**
   * For the exchanges of one place, one after the other.
   *
   * @param most how long each may take
   */
  Overdue(Duration most) {
    this.most = most.toNanos();
  }

  void begin(HttpURLConnection next) {
    begun = System.nanoTime();
    connection = next;
    GOING_ON.add(this);
  }

  void end() {
    GOING_ON.remove(this);
    connection = null;
  }

  /** Whether the exchange that is going on has taken too long. */
  boolean isOver() {
    return System.nanoTime() - begun > most;
  }

  private static void look() {
    try {
      while (true) {
        Thread.sleep(LOOK);
        for (Overdue one : GOING_ON) {
          HttpURLConnection late = one.connection;
          if (late != null && one.isOver()) {
            // Closes the socket under whoever reads from it. A body is given up by its reader.
            late.disconnect();
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
