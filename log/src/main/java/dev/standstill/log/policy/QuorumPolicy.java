package dev.standstill.log.policy;

import dev.standstill.log.merkle.Hash;
import dev.standstill.log.note.Checkpoint;
import dev.standstill.log.note.Cosignature;
import dev.standstill.log.note.MalformedNoteException;
import dev.standstill.log.note.NoteCheck;
import dev.standstill.log.note.SignedNote;
import dev.standstill.log.note.VerifierKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A parsed policy file. Policies are equal when their files are, byte for byte. */
public final class QuorumPolicy {
  private final Hash digest;
  private final List<VerifierKey> logKeys;
  private final Map<String, VerifierKey> witnesses;
  private final Map<String, String> witnessUrls;
  private final Map<String, Group> groups;
  private final Optional<String> quorum;

  /**
   * Members and how many of them must have witnessed.
   *
   * @param threshold how many
   * @param members names of witnesses, or of groups earlier in the file
   */
  public record Group(int threshold, List<String> members) {
    public Group {
      members = List.copyOf(members);
    }
  }

  QuorumPolicy(
      Hash digest,
      List<VerifierKey> logKeys,
      Map<String, VerifierKey> witnesses,
      Map<String, String> witnessUrls,
      Map<String, Group> groups,
      Optional<String> quorum) {
    this.digest = digest;
    this.logKeys = List.copyOf(logKeys);
    // Order of definition matters: a group may only look back.
    this.witnesses = Collections.unmodifiableMap(new LinkedHashMap<>(witnesses));
    this.witnessUrls = Collections.unmodifiableMap(new LinkedHashMap<>(witnessUrls));
    this.groups = Collections.unmodifiableMap(new LinkedHashMap<>(groups));
    this.quorum = quorum;
  }

  public static QuorumPolicy parse(byte[] file) throws PolicyRefusedException {
    return new PolicyParser().parse(file);
  }

  /** The keys of a file that has only {@code log} lines: the logs that a witness serves. */
  public static List<VerifierKey> parseLogs(byte[] file) throws PolicyRefusedException {
    return List.copyOf(new PolicyParser().parseLogs(file));
  }

  /** The text of a policy that believes one log without any witness. */
  public static String textWithoutWitnesses(VerifierKey log) {
    return "log " + log + "\nquorum none\n";
  }

  /** The policy of {@link #textWithoutWitnesses}. */
  public static QuorumPolicy withoutWitnesses(VerifierKey log) {
    try {
      return parse(textWithoutWitnesses(log).getBytes(StandardCharsets.UTF_8));
    } catch (PolicyRefusedException e) {
      throw new IllegalArgumentException("not the key of a log: " + log, e);
    }
  }

  /** Any of these logs is believed. */
  public List<VerifierKey> logKeys() {
    return logKeys;
  }

  /** The witnesses by their names in this file. */
  public Map<String, VerifierKey> witnesses() {
    return witnesses;
  }

  /** The groups by their names, each after those it refers to. */
  public Map<String, Group> groups() {
    return groups;
  }

  /** The name of the witness or group that must have witnessed; empty if nobody must. */
  public Optional<String> quorum() {
    return quorum;
  }

  /** Where the witnesses whose lines say so take checkpoints, as written in the file. */
  public Map<String, String> witnessUrls() {
    return witnessUrls;
  }

  /** Whether the policy asks for no cosignature at all. */
  public boolean isNone() {
    return quorum.isEmpty();
  }

  /** SHA-256 of the file. */
  public Hash digest() {
    return digest;
  }

  /** Whether cosignatures of these witnesses suffice; names that are no witness count nothing. */
  public boolean satisfiedBy(Set<String> witnessNames) {
    Set<String> witnessed = new HashSet<>(witnessNames);
    witnessed.retainAll(witnesses.keySet());
    // SPEC: tlog-policy §Defining a witness group: at least k of its members have witnessed. Groups
    // only refer to earlier names, so one pass in the order of the file decides them all.
    groups.forEach((name, group) -> {
      if (group.members().stream().filter(witnessed::contains).count() >= group.threshold()) {
        witnessed.add(name);
      }
    });
    return quorum.map(witnessed::contains).orElse(true);
  }

  /** Checks the bytes of a checkpoint file: who signed, who cosigned, whether that suffices. */
  public CheckpointCheck check(byte[] checkpointNote) {
    SignedNote note;
    Checkpoint checkpoint;
    try {
      note = SignedNote.parse(checkpointNote);
      checkpoint = Checkpoint.parse(note.text());
    } catch (MalformedNoteException e) {
      return refused(CheckpointCheck.Reason.MALFORMED, e.reason());
    }
    List<VerifierKey> known = new ArrayList<>(logKeys);
    known.addAll(witnesses.values());
    return switch (note.check(known)) {
      case NoteCheck.NoKnownSignature _ -> noLogSignature(checkpoint);
      case NoteCheck.WrongSignature wrong ->
          refused(
              CheckpointCheck.Reason.WRONG_SIGNATURE,
              "the signature of " + wrong.line().name() + " is wrong");
      case NoteCheck.Verified verified -> judge(checkpoint, verified);
    };
  }

  private CheckpointCheck judge(Checkpoint checkpoint, NoteCheck.Verified verified) {
    Map<Boolean, List<Cosignature>> byLog =
        verified.cosignatures().stream()
            .collect(Collectors.partitioningBy(c -> logKeys.contains(c.witness())));
    List<VerifierKey> signers = new ArrayList<>(verified.signers());
    byLog.getOrDefault(true, List.of()).forEach(own -> signers.add(own.witness()));
    // SPEC: tlog-policy §Defining a log: the key name MUST correspond to the log's origin line.
    if (signers.stream().noneMatch(k -> k.name().equals(checkpoint.origin()))) {
      return noLogSignature(checkpoint);
    }
    // SPEC: tlog-cosignature §ML-DSA-44 signed message: time 0 does not say that the tree is the
    // largest seen, which is what a quorum needs of its witnesses.
    List<Cosignature> cosignatures =
        byLog.getOrDefault(false, List.of()).stream().filter(c -> c.time() > 0).toList();
    boolean quorate = satisfiedBy(names(cosignatures));
    return new CheckpointCheck.Verified(
        checkpoint, signers, cosignatures, quorate, verified.ignored());
  }

  /** The names in this file of the witnesses that made these cosignatures. */
  public Set<String> names(Collection<Cosignature> cosignatures) {
    Set<VerifierKey> cosigners =
        cosignatures.stream().map(Cosignature::witness).collect(Collectors.toSet());
    return witnesses.entrySet().stream()
        .filter(witness -> cosigners.contains(witness.getValue()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private static CheckpointCheck noLogSignature(Checkpoint checkpoint) {
    return refused(
        CheckpointCheck.Reason.NO_LOG_SIGNATURE,
        "no log key of the policy signed for the origin " + checkpoint.origin());
  }

  private static CheckpointCheck refused(CheckpointCheck.Reason reason, String detail) {
    return new CheckpointCheck.Refused(reason, detail);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof QuorumPolicy policy && digest.equals(policy.digest);
  }

  @Override
  public int hashCode() {
    return digest.hashCode();
  }

  @Override
  public String toString() {
    return "policy " + digest;
  }
}
