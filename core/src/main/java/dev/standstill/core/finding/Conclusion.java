package dev.standstill.core.finding;

import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.core.site.Assumption;
import java.util.List;
import java.util.Optional;

/**
 * The answer to one claim about one subject.
 *
 * @param claim the question
 * @param subject about whom
 * @param period for when; empty for the source as a whole
 * @param status the answer
 * @param sentence the answer as a reader may quote it
 * @param reasons why it is not upheld; empty exactly when it is
 * @param detectable how large a violation would have been seen, where a balance was closed
 * @param assumes what it takes for granted, in order of declaration
 * @param basis the trust layer that carries it
 * @param weakestLinks which single failures would break it
 * @param notEstablished what it leaves open
 * @param evidence the statements it rests on, by log index
 */
public record Conclusion(
    Claim claim,
    Subject subject,
    Optional<BalancePeriod> period,
    Status status,
    String sentence,
    List<Reason> reasons,
    Optional<Detectable> detectable,
    List<Assumption> assumes,
    Basis basis,
    List<WeakestLink> weakestLinks,
    List<NotEstablished> notEstablished,
    List<Long> evidence) {

  public Conclusion {
    reasons = List.copyOf(reasons);
    assumes = List.copyOf(assumes);
    weakestLinks = List.copyOf(weakestLinks);
    notEstablished = List.copyOf(notEstablished);
    evidence = List.copyOf(evidence);
    if (reasons.isEmpty() != (status == Status.UPHELD)) {
      throw new IllegalArgumentException("a conclusion gives reasons exactly if it is not upheld");
    }
    if (reasons.stream().anyMatch(r -> r.code().refutes()) != (status == Status.REFUTED)) {
      throw new IllegalArgumentException("a conclusion is refuted exactly by a refuting reason");
    }
  }
}
