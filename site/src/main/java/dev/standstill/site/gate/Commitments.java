package dev.standstill.site.gate;

import dev.standstill.core.quantity.Flop;
import dev.standstill.core.quantity.FlopRate;
import dev.standstill.core.record.Digest;
import dev.standstill.core.verdict.Committed;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What jobs that were admitted, and are not yet reported, may still execute: by permit, and for
 * jobs without one by owner. It is made anew from what the schedulers list, so nothing that the
 * agent forgets in a crash is lost; what was admitted since is added until a later list shows it.
 */
final class Commitments {
  private static final String UNNAMED = "admission ";

  /** A list that was begun this long after an admission would show the job. */
  private static final Duration SHOWN_WITHIN = Duration.ofSeconds(5);

  private static final String TASKS_BEGIN = "_[";

  /** One task of an array. */
  private static final Pattern TASK = Pattern.compile("_\\d+$");

  private final Map<String, Share> listed = new HashMap<>();
  // In the order of admission.
  private final Map<String, Recent> recent = new LinkedHashMap<>();
  private final Map<Account, Committed> totals = new HashMap<>();
  // The entry of the tasks that wait, by how its key begins: 5_[
  private final Map<String, String> rests = new HashMap<>();
  private Map<Account, Committed> ended = Map.of();
  private long admissions;

  /** What counts together. */
  sealed interface Account {

    /** Everything under one permit. */
    record OfPermit(Digest permit) implements Account {}

    /** Everything without a permit, of one owner. */
    record OfOwner(String owner) implements Account {}
  }

  /**
   * What one job may still execute.
   *
   * @param account with what it counts together
   * @param most how much at most
   */
  record Share(Account account, Committed most) {

    /** Of so many devices, for so long as is not reported yet. */
    static Share of(Account account, int devices, FlopRate peak, Duration unreported) {
      BigInteger rate = peak.times(BigInteger.valueOf(devices)).perSecond();
      // Rounded up: a bound must not shrink.
      long seconds = Math.max(0, unreported.plusNanos(999_999_999).toSeconds());
      Flop flop = new Flop(rate.multiply(BigInteger.valueOf(seconds)));
      Flop perDay = new Flop(rate.multiply(BigInteger.valueOf(Duration.ofDays(1).toSeconds())));
      return new Share(account, new Committed(flop, seconds == 0 ? Flop.ZERO : perDay));
    }

    /** Of a job that is over: it executes nothing more in a day. */
    Share ended() {
      return new Share(account, new Committed(most.flop(), Flop.ZERO));
    }
  }

  private record Recent(Share share, Instant since) {}

  /**
   * What a scheduler lists takes the place of what it listed before.
   *
   * @param scheduler its name; the keys of its jobs begin with it
   * @param shares by the job's key
   * @param begun when the list was asked for
   */
  void list(String scheduler, Map<String, Share> shares, Instant begun) {
    shares.forEach((key, share) -> {
      if (!isOver(key) && !isKnown(key)) {
        unnamed(share).ifPresent(recent::remove);
      }
    });
    listed.keySet().removeIf(key -> key.startsWith(scheduler + "/"));
    listed.putAll(shares);
    index();
    Iterator<Map.Entry<String, Recent>> each = recent.entrySet().iterator();
    while (each.hasNext()) {
      Map.Entry<String, Recent> one = each.next();
      boolean shown = shares.containsKey(one.getKey());
      if (shown || one.getValue().since().plus(SHOWN_WITHIN).isBefore(begun)) {
        each.remove();
      }
    }
    totals.clear();
    listed.values().forEach(this::add);
    recent.values().forEach(one -> add(one.share()));
  }

  /** So that no question's cost depends on how much is listed. */
  private void index() {
    rests.clear();
    Map<Account, Committed> over = new HashMap<>();
    listed.forEach((key, share) -> {
      int tasks = key.indexOf(TASKS_BEGIN);
      if (tasks >= 0) {
        rests.put(key.substring(0, tasks + TASKS_BEGIN.length()), key);
      }
      if (isOver(key)) {
        over.merge(share.account(), share.most(), Commitments::plus);
      }
    });
    ended = Collections.unmodifiableMap(over);
  }

  /** Their keys say when they began or went. */
  private static boolean isOver(String key) {
    return key.contains("@");
  }

  /**
   * A job was admitted.
   *
   * @param job its key; empty if it has none yet
   */
  void admit(Optional<String> job, Share share, Instant now) {
    String key = job.orElseGet(() -> UNNAMED + admissions++);
    Optional<String> rest = restOf(key);
    if (job.isPresent() && rest.isEmpty() && !isKnown(key)) {
      unnamed(share)
          .flatMap(own -> Optional.ofNullable(recent.remove(own)))
          .ifPresent(before -> take(before.share()));
    }
    Optional.ofNullable(recent.remove(key)).ifPresent(before -> take(before.share()));
    Optional.ofNullable(listed.get(key)).ifPresent(this::take);
    rest.ifPresent(tasks -> takeFrom(tasks, share));
    // What it may do from now on; the next list says it again.
    listed.computeIfPresent(key, (_, _) -> share);
    if (!listed.containsKey(key)) {
      recent.put(key, new Recent(share, now));
    }
    add(share);
  }

  /** What others may draw on this account: all but this job. */
  Committed others(Account account, Optional<String> job, Committed asked) {
    Committed all = totals.getOrDefault(account, Committed.NOTHING);
    return job.flatMap(key -> own(key, new Share(account, asked)))
        .filter(share -> share.account().equals(account))
        .map(share -> less(all, share.most()))
        .orElse(all);
  }

  /** What was counted for it before: of an array's rest, no more than it asks for. */
  private Optional<Share> own(String key, Share asked) {
    return Optional.ofNullable(listed.get(key))
        .or(() -> Optional.ofNullable(recent.get(key)).map(Recent::share))
        .or(() ->
            restOf(key)
                .map(listed::get)
                .map(rest -> new Share(rest.account(), smaller(rest.most(), asked.most()))))
        .or(() ->
            unnamed(asked)
                .map(recent::get)
                .map(submitted ->
                    new Share(asked.account(), smaller(submitted.share().most(), asked.most()))));
  }

  private boolean isKnown(String key) {
    return listed.containsKey(key) || recent.containsKey(key);
  }

  /**
   * The admission that a job came by, when it is first heard of under its name: a scheduler gives
   * it one only after it was submitted. One that asked for just as much, or else the oldest.
   */
  private Optional<String> unnamed(Share share) {
    List<Map.Entry<String, Recent>> submitted =
        recent.entrySet().stream()
            .filter(one -> one.getKey().startsWith(UNNAMED))
            .filter(one -> one.getValue().share().account().equals(share.account()))
            .toList();
    return submitted.stream()
        .filter(one -> one.getValue().share().equals(share))
        .findFirst()
        .or(() -> submitted.stream().findFirst())
        .map(Map.Entry::getKey);
  }

  /**
   * The entry of the tasks of an array that wait, {@code 5_[1-9]}, where this is one of them,
   * {@code 5_3}, or the array, {@code 5}, and has no entry of its own.
   */
  private Optional<String> restOf(String key) {
    if (isKnown(key)) {
      return Optional.empty();
    }
    return Optional.ofNullable(rests.get(TASK.matcher(key).replaceFirst("") + TASKS_BEGIN));
  }

  private void takeFrom(String rest, Share task) {
    Share all = Objects.requireNonNull(listed.get(rest));
    if (all.account().equals(task.account())) {
      take(all);
      Share less = new Share(all.account(), less(all.most(), task.most()));
      listed.put(rest, less);
      add(less);
    }
  }

  private static Committed smaller(Committed one, Committed other) {
    return less(one, less(one, other));
  }

  /** What of each account is over and not reported, as last listed. It does not change. */
  Map<Account, Committed> ended() {
    return ended;
  }

  private void add(Share share) {
    totals.merge(share.account(), share.most(), Commitments::plus);
  }

  private void take(Share share) {
    totals.computeIfPresent(share.account(), (_, all) -> less(all, share.most()));
  }

  static Committed plus(Committed one, Committed other) {
    return new Committed(one.flop().plus(other.flop()), one.flopPerDay().plus(other.flopPerDay()));
  }

  private static Committed less(Committed all, Committed part) {
    return new Committed(
        all.flop().lessUpTo(part.flop()), all.flopPerDay().lessUpTo(part.flopPerDay()));
  }
}
