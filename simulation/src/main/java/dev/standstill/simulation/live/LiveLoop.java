package dev.standstill.simulation.live;

import dev.standstill.core.finding.Claim;
import dev.standstill.core.finding.Conclusion;
import dev.standstill.core.finding.Status;
import dev.standstill.core.order.Acknowledgement;
import dev.standstill.core.order.Measure;
import dev.standstill.core.order.Order;
import dev.standstill.core.order.Scope;
import dev.standstill.core.order.Subjects;
import dev.standstill.core.order.Terms;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.record.Citation;
import dev.standstill.core.record.Digest;
import dev.standstill.core.rule.OperationKind;
import dev.standstill.evidence.Examination;
import dev.standstill.log.merkle.Hash;
import dev.standstill.log.policy.PolicyRefusedException;
import dev.standstill.log.policy.QuorumPolicy;
import dev.standstill.telemetry.ReadingsFile;
import dev.standstill.wire.Binding;
import dev.standstill.wire.ConclusionsJson;
import dev.standstill.wire.PartySigner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Three parties live by their charter, in real time, through a register that they do not run. */
public final class LiveLoop {
  /** What the parties need to sign and log their declarations before the first period ends. */
  private static final Duration BEFORE = Duration.ofSeconds(4);

  private static final Duration REVIEWED_WITHIN = Duration.ofMinutes(30);
  private static final int TRIES = 5;

  private final LivePlan plan;
  private final Map<PartyId, PartySigner> keys;
  private final Narrator narrator;
  private final LivePlaces places;
  private final byte[] policy;
  private final LiveCharter charter;
  private final List<LiveSite> sites;
  private final IndependentReader reader;
  private final LiveParties parties;
  private final List<String> differences = new ArrayList<>();

  /**
   * Prepares it; nothing is sent yet.
   *
   * @param keys a key of every party of {@link LivePlan#PARTIES}
   * @param logKey the register's log, that the charter is bound to
   * @param policy whose cosignatures make its checkpoints, as text
   */
  public LiveLoop(
      LivePlan plan,
      Map<PartyId, PartySigner> keys,
      Binding.ToLogKey logKey,
      byte[] policy,
      LivePlaces places,
      Narrator narrator)
      throws IOException {
    this.plan = plan;
    this.keys = Map.copyOf(keys);
    this.narrator = narrator;
    this.places = places;
    this.policy = policy.clone();
    this.charter = new LiveCharter(Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(BEFORE));
    this.sites = LivePlan.SITES.stream().map(site -> new LiveSite(site, plan.seed())).toList();
    this.reader = new IndependentReader(places, parsed(policy), policy);
    this.parties = new LiveParties(this.keys, logKey, places, reader, narrator);
  }

  private static QuorumPolicy parsed(byte[] policy) {
    try {
      return QuorumPolicy.parse(policy);
    } catch (PolicyRefusedException e) {
      throw new IllegalArgumentException("the register's policy: " + e.getMessage(), e);
    }
  }

  /**
   * Lets it happen.
   *
   * @return where it did not come out as planned, a line each; empty if all did
   */
  public List<String> run() throws IOException, InterruptedException {
    try (RegisterClient register = new RegisterClient(places.register())) {
      agree(register);
      Citation pause = pause(register);
      reports(register, 0);
      reports(register, LiveCharter.HIDDEN);
      refuted(register);
      Citation resume = resume(register, pause);
      reports(register, 2);
      resumed(register, resume);
      reports(register, 3);
      reports(register, LiveCharter.RESUMED);
    }
    conclude();
    return List.copyOf(differences);
  }

  private void agree(RegisterClient register) throws IOException, InterruptedException {
    Digest named = new Digest(Hash.sha256(policy).hex());
    Citation agreed =
        parties.send(register, charter.of(keys, named), LivePlan.PARTIES.toArray(PartyId[]::new));
    parties.agreed(agreed);
    parties.told(agreed, "aurora, borealis and cygnus sign a charter: two of three decide");
    Citation last = agreed;
    for (LiveSite site : sites) {
      PartyId party = site.id().party();
      parties.send(register, site.declaration(), party);
      last = parties.send(register, site.calibration(), party);
    }
    parties.told(
        last, "each declares a site of 2,048 accelerators and how it is calibrated; all train");
  }

  /** Two of three; the third need not agree and is bound all the same. */
  private Citation pause(RegisterClient register) throws IOException, InterruptedException {
    Set<OperationKind> training = EnumSet.allOf(OperationKind.class);
    training.removeIf(kind -> !kind.trains());
    Instant from = charter.halts().minus(LiveCharter.GRACE);
    Order order =
        order(
            new Measure.Pause(
                new Scope(new Subjects.Everyone(), training, Flop.ZERO),
                LiveCharter.GRACE,
                new Terms(from, from.plus(REVIEWED_WITHIN), Set.of())),
            "All training stops.");
    Citation pause = parties.send(register, order, LivePlan.AURORA, LivePlan.BOREALIS);
    parties.told(
        pause,
        "aurora and borealis order a pause: all training stops by " + charter.halts(),
        "orders/" + pause.id());
    Citation last = pause;
    List<String> receipts = new ArrayList<>();
    for (SiteId site : LivePlan.SITES) {
      if (plan.acknowledges(site)) {
        last = parties.send(register, new Acknowledgement(site.name(), pause), site.party());
        receipts.add(site.toString());
      }
    }
    parties.told(last, "acknowledged by " + String.join(", ", receipts), "orders/" + pause.id());
    return pause;
  }

  private static Order order(Measure measure, String reason) {
    return new Order(
        measure, LivePlan.AURORA, Set.of(), Set.of(), Optional.empty(), Optional.empty(), reason);
  }

  /** Lets a period pass, and has every site report it. */
  private void reports(RegisterClient register, int number)
      throws IOException, InterruptedException {
    BalancePeriod period = charter.period(number);
    boolean trains = number < LiveCharter.PAUSED || number >= LiveCharter.RESUMED;
    sleepUntil(period.to());
    Citation last = null;
    for (LiveSite site : sites) {
      LiveSite.Account account = site.live(period, trains, plan.hides(site.id(), number));
      Digest readings = disclose(account);
      last =
          parties.send(register, site.report(period, trains, account, readings), site.id().party());
    }
    if (last != null) {
      parties.told(
          last,
          "period "
              + (number + 1)
              + " of "
              + LiveCharter.PERIODS
              + " is over: every site reports that it "
              + (trains ? "trained" : "served and did not train"),
          "sites");
    }
  }

  /** To the register's folder and to the reader; nothing half written is ever seen. */
  private Digest disclose(LiveSite.Account account) throws IOException {
    Digest digest = new Digest(ReadingsFile.write(reader.telemetry(), account.readings()));
    String name = digest.hex() + ReadingsFile.ENDING;
    Files.createDirectories(places.disclosed());
    Path unfinished = places.disclosed().resolve("." + name);
    Files.copy(reader.telemetry().resolve(name), unfinished);
    Files.move(unfinished, places.disclosed().resolve(name), StandardCopyOption.ATOMIC_MOVE);
    return digest;
  }

  /** Whoever was shown the readings sees what they do not explain; then the docket is asked. */
  private void refuted(RegisterClient register) throws IOException, InterruptedException {
    Examination seen = reader.examine();
    BalancePeriod hidden = charter.period(LiveCharter.HIDDEN);
    Optional<Conclusion> refuted =
        seen.evaluation().conclusions().stream()
            .filter(conclusion -> conclusion.claim() == Claim.DECLARED_ACTIVITY)
            .filter(conclusion -> conclusion.status() == Status.REFUTED)
            .filter(conclusion -> conclusion.period().equals(Optional.of(hidden)))
            .filter(conclusion -> conclusion.subject().site().equals(Optional.of("delta")))
            .findFirst();
    if (refuted.isEmpty()) {
      differences.add("nothing refutes what cygnus/delta declared for " + hidden);
      return;
    }
    Duration took = Duration.between(hidden.to(), seen.asOf());
    narrator.tell(
        Optional.of(seen.asOf()),
        "REFUTED "
            + took.toSeconds()
            + " s after the period ended, the goal is "
            + LiveCharter.TIMELINESS.toSeconds()
            + " s: "
            + refuted.get().sentence(),
        Optional.of(parties.page("sites/cygnus/delta")));
    if (took.compareTo(LiveCharter.TIMELINESS) > 0) {
      differences.add("refuted only after " + took);
    }
    new LiveDocket(parties).judge(register, refuted.get());
  }

  private Citation resume(RegisterClient register, Citation pause)
      throws IOException, InterruptedException {
    Instant at = charter.lifts();
    Measure.Resume lift =
        new Measure.Resume(pause.id(), List.of(new Measure.Resume.Stage(at, Optional.empty())));
    Citation resume =
        parties.send(
            register, order(lift, "Training may go on."), LivePlan.AURORA, LivePlan.BOREALIS);
    parties.told(
        resume,
        "aurora and borealis lift the pause, for all at the same time: " + at,
        "orders/" + pause.id());
    return resume;
  }

  /** Its receipts are the first that is logged after it, and so carry the time it waits for. */
  private void resumed(RegisterClient register, Citation resume)
      throws IOException, InterruptedException {
    sleepUntil(charter.lifts());
    Citation last = resume;
    for (SiteId site : LivePlan.SITES) {
      last = parties.send(register, new Acknowledgement(site.name(), resume), site.party());
    }
    parties.told(
        last, "the pause is over for all; every site acknowledges it", "orders/" + resume.id());
  }

  /** The same log, twice over: from the reader's copy and from what the register serves. */
  private void conclude() throws IOException, InterruptedException {
    for (int i = 0; i < TRIES; i++) {
      Examination served = reader.examineServed(true);
      var _ = reader.follow();
      Examination own = reader.examine();
      if (!served.evidence().checkpoint().equals(own.evidence().checkpoint())) {
        Thread.sleep(LiveCharter.GRACE);
        continue;
      }
      boolean same =
          ConclusionsJson.write(own.verification())
              .equals(ConclusionsJson.write(served.verification()));
      if (!same) {
        differences.add("the register's files and the mirror lead to other conclusions");
      }
      differences.addAll(new LiveOutcome(charter, own).differences());
      narrator.tell(
          Optional.of(own.asOf()),
          own.evaluation().conclusions().size()
              + " conclusions of "
              + own.evidence().checkpoint().map(checkpoint -> checkpoint.size()).orElse(0L)
              + " entries, from the register's URL and from an independent mirror: "
              + (same ? "the same to the last byte" : "NOT THE SAME"),
          Optional.of(parties.page("")));
      return;
    }
    differences.add("the register's checkpoint kept moving; nothing was compared");
  }

  private static void sleepUntil(Instant time) throws InterruptedException {
    Duration left = Duration.between(Instant.now(), time);
    if (left.isPositive()) {
      Thread.sleep(left);
    }
  }
}
