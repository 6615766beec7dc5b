package dev.standstill.core.permit;

import dev.standstill.core.permit.PermitAccount.Changed;
import dev.standstill.core.permit.PermitAccount.Judgement;
import dev.standstill.core.permit.PermitChange.Step;
import dev.standstill.core.record.Citation;
import dev.standstill.core.record.InclusionTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * When a permit may have permitted, and on what terms. It ends at the time by which what took it
 * away was certainly in the log, and begins again as early as what brought it back can have been.
 */
final class PermitCourse {
  private static final Instant LATEST = Instant.MAX;

  private final PermitAccount permit;
  private final List<Changed> changes;

  /** A stretch in which it certainly was suspended. */
  private record Pause(Instant from, Instant to) {}

  private PermitCourse(PermitAccount permit, Predicate<Citation> witnessed) {
    this.permit = permit;
    // What permits more waits for witnesses; what takes away does not.
    this.changes =
        permit.changes().stream()
            .filter(change -> change.step().action().restricts() || witnessed.test(change.place()))
            .toList();
  }

  static List<PermitSpan> of(PermitAccount permit, Predicate<Citation> witnessed) {
    return new PermitCourse(permit, witnessed).spans();
  }

  private List<PermitSpan> spans() {
    Optional<Instant> begin = begin();
    if (begin.isEmpty()) {
      return List.of();
    }
    List<PermitSpan> spans = new ArrayList<>();
    for (PermitSpan version : versions(begin.get(), end())) {
      spans.addAll(less(version, pauses()));
    }
    return spans;
  }

  private Optional<Instant> begin() {
    return switch (permit.judgement()) {
      // From when on is for its terms to say.
      case Judgement.Grant grant -> Optional.of(Instant.MIN);
      case Judgement.Ask(Citation at, Optional<Instant> tacitFrom) -> tacitFrom;
      case Judgement.Open open -> Optional.empty();
      case Judgement.Refusal refusal -> Optional.empty();
    };
  }

  /** When it certainly was over: taken away for good, or answered by a permit of its own. */
  private Instant end() {
    Instant taken = permit.end().map(Changed::loggedAt).map(PermitCourse::surely).orElse(LATEST);
    Instant answered =
        permit
            .answer()
            .flatMap(answer ->
                answer.judgement() instanceof Judgement.Grant(Citation at, InclusionTime loggedAt)
                    ? Optional.of(surely(loggedAt))
                    : Optional.empty())
            .orElse(LATEST);
    return earlier(taken, answered);
  }

  private List<PermitSpan> versions(Instant begin, Instant end) {
    List<PermitSpan> versions = new ArrayList<>();
    PermitTerms terms = permit.terms();
    Instant from = begin;
    for (Changed change : changes) {
      if (change.step() instanceof Step.Amend(var id, PermitTerms amended)) {
        add(versions, terms, from, earlier(end, surely(change.loggedAt())));
        terms = amended;
        from = later(begin, perhaps(change.loggedAt()));
      }
    }
    add(versions, terms, from, end);
    return versions;
  }

  private static void add(List<PermitSpan> spans, PermitTerms terms, Instant from, Instant to) {
    Instant begin = later(from, terms.notBefore());
    Instant end = earlier(to, terms.expires());
    if (begin.isBefore(end)) {
      spans.add(new PermitSpan(terms, begin, end));
    }
  }

  private List<Pause> pauses() {
    List<Pause> pauses = new ArrayList<>();
    for (int i = 0; i < changes.size(); i++) {
      if (changes.get(i).step() instanceof Step.Suspend(var id, Optional<Instant> until)) {
        Instant reinstated =
            changes.subList(i, changes.size()).stream()
                .filter(change -> change.step() instanceof Step.Reinstate)
                .map(change -> perhaps(change.loggedAt()))
                .findFirst()
                .orElse(LATEST);
        Instant to = earlier(until.orElse(LATEST), reinstated);
        pauses.add(new Pause(surely(changes.get(i).loggedAt()), to));
      }
    }
    return pauses;
  }

  private static List<PermitSpan> less(PermitSpan span, List<Pause> pauses) {
    List<PermitSpan> left = List.of(span);
    for (Pause pause : pauses) {
      if (pause.from().isBefore(pause.to())) {
        List<PermitSpan> rest = new ArrayList<>();
        for (PermitSpan one : left) {
          add(rest, one.terms(), one.from(), earlier(one.to(), pause.from()));
          add(rest, one.terms(), later(one.from(), pause.to()), one.to());
        }
        left = rest;
      }
    }
    return left;
  }

  /** By when it certainly was in the log. */
  private static Instant surely(InclusionTime loggedAt) {
    return loggedAt.notAfter().orElse(LATEST);
  }

  /** How early it can have been in the log. */
  private static Instant perhaps(InclusionTime loggedAt) {
    return loggedAt.notBefore().orElse(Instant.MIN);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
