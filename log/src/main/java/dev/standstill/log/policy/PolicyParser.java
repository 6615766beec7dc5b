package dev.standstill.log.policy;

import dev.standstill.log.encoding.StrictDecimal;
import dev.standstill.log.merkle.Hash;
import dev.standstill.log.note.MalformedNoteException;
import dev.standstill.log.note.SignatureType;
import dev.standstill.log.note.VerifierKey;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads one policy file, line by line; the first broken rule refuses the whole file. */
final class PolicyParser {
  /** Far beyond the 32 logs, witnesses and groups that must be supported. */
  private static final int BYTES_MAX = 1024 * 1024;

  private static final String NONE = "none";
  private static final Pattern NEWLINE = Pattern.compile("\n", Pattern.LITERAL);
  private static final Pattern WHITESPACE = Pattern.compile("[ \t]+");

  private final List<VerifierKey> logs = new ArrayList<>();
  private final Map<String, VerifierKey> witnesses = new LinkedHashMap<>();
  private final Map<String, String> witnessUrls = new LinkedHashMap<>();
  private final Map<String, QuorumPolicy.Group> groups = new LinkedHashMap<>();
  private final Set<String> members = new HashSet<>();
  private Optional<String> quorum = Optional.empty();
  private boolean logsAlone;
  private int lineNumber;

  QuorumPolicy parse(byte[] file) throws PolicyRefusedException {
    readLines(file);
    // SPEC: tlog-policy §Defining the quorum: exactly one quorum line.
    String name = quorum.orElse("");
    require(!name.isEmpty(), "the policy has no quorum line");
    Optional<String> required = name.equals(NONE) ? Optional.empty() : quorum;
    Hash digest = Hash.sha256(file);
    return new QuorumPolicy(digest, logs, witnesses, witnessUrls, groups, required);
  }

  /** The keys of a file that has log lines alone, as a witness keeps them. */
  List<VerifierKey> parseLogs(byte[] file) throws PolicyRefusedException {
    logsAlone = true;
    readLines(file);
    require(!logs.isEmpty(), "the file names no log");
    return logs;
  }

  private void readLines(byte[] file) throws PolicyRefusedException {
    lineNumber = 1;
    require(file.length <= BYTES_MAX, "the policy is larger than 1 MiB");
    // SPEC: tlog-policy §Character set: octets are opaque; Latin-1 maps each to one character.
    String text = new String(file, StandardCharsets.ISO_8859_1);
    String[] lines = NEWLINE.split(text, -1);
    for (int i = 0; i < lines.length; i++) {
      lineNumber = i + 1;
      checkOctets(lines[i]);
      // SPEC: tlog-policy §Structure: each line is terminated by a newline.
      boolean terminated = i < lines.length - 1;
      require(terminated || lines[i].isEmpty(), "the last line does not end with a newline");
      readLine(lines[i]);
    }
  }

  private void checkOctets(String line) throws PolicyRefusedException {
    // SPEC: tlog-policy §Character set: 09, 0A, 20-7E, 80-FF.
    boolean allowed = line.chars().allMatch(c -> c == '\t' || (c >= 0x20 && c != 0x7f));
    require(allowed, "the line holds a control character other than tab");
  }

  private void readLine(String line) throws PolicyRefusedException {
    // SPEC: tlog-policy §Structure: leading and trailing whitespace, empty lines and comments.
    List<String> fields = WHITESPACE.splitAsStream(line).filter(field -> !field.isEmpty()).toList();
    if (fields.isEmpty() || fields.getFirst().startsWith("#")) {
      return;
    }
    require(!logsAlone || fields.getFirst().equals("log"), "only log lines belong in this file");
    switch (fields.getFirst()) {
      case "log" -> readLog(fields);
      case "witness" -> readWitness(fields);
      case "group" -> readGroup(fields);
      case "quorum" -> readQuorum(fields);
      default -> throw refused("a line begins with log, witness, group, quorum or #");
    }
  }

  private void readLog(List<String> fields) throws PolicyRefusedException {
    require(fields.size() == 2 || fields.size() == 3, "write: log <vkey> [<url>]");
    VerifierKey key = key(fields.get(1));
    // SPEC: tlog-policy §Public key representation: a type appropriate for a log.
    require(
        key.type() == SignatureType.ED25519 || key.type() == SignatureType.ML_DSA_44,
        "a log has a key of type 01 or 06");
    requireNew(key, logs, "another log line has the same public key");
    logs.add(key);
  }

  private void readWitness(List<String> fields) throws PolicyRefusedException {
    require(fields.size() == 3 || fields.size() == 4, "write: witness <name> <vkey> [<url>]");
    String name = newName(fields.get(1));
    VerifierKey key = key(fields.get(2));
    require(key.type().isTimed(), "a witness has a key of type 04 or 06");
    requireNew(key, witnesses.values(), "another witness line has the same public key");
    witnesses.put(name, key);
    if (fields.size() == 4) {
      witnessUrls.put(name, fields.get(3));
    }
  }

  private void readGroup(List<String> fields) throws PolicyRefusedException {
    require(fields.size() >= 4, "write: group <name> all|any|<k> <member>...");
    String name = newName(fields.get(1));
    List<String> group = fields.subList(3, fields.size());
    for (String member : group) {
      // SPEC: tlog-policy §What is a "policy"?: none is invalid as a group member.
      require(!member.equals(NONE), "none is no member of a group");
      require(isDefined(member), "the member " + member + " is not defined above");
      // SPEC: tlog-policy §Defining a witness group: each name is a member at most once.
      require(members.add(member), member + " is already a member of a group");
    }
    groups.put(name, new QuorumPolicy.Group(threshold(fields.get(2), group.size()), group));
  }

  private int threshold(String written, int memberCount) throws PolicyRefusedException {
    return switch (written) {
      case "any" -> 1;
      case "all" -> memberCount;
      default -> {
        // SPEC: tlog-policy §Defining a witness group: decimal, 1 <= k <= n.
        long k = StrictDecimal.parse(written).orElse(0);
        require(k >= 1 && k <= memberCount, "a group asks for all, any or 1 to " + memberCount);
        yield (int) k;
      }
    };
  }

  private void readQuorum(List<String> fields) throws PolicyRefusedException {
    require(fields.size() == 2, "write: quorum <name>|none");
    require(quorum.isEmpty(), "a second quorum line");
    String name = fields.get(1);
    require(name.equals(NONE) || isDefined(name), "the quorum " + name + " is not defined above");
    quorum = Optional.of(name);
  }

  private boolean isDefined(String name) {
    return witnesses.containsKey(name) || groups.containsKey(name);
  }

  private String newName(String name) throws PolicyRefusedException {
    // SPEC: tlog-policy §What is a "policy"?: one namespace, in which none is predefined.
    require(!name.equals(NONE) && !isDefined(name), "the name " + name + " is taken");
    return name;
  }

  private VerifierKey key(String octets) throws PolicyRefusedException {
    byte[] bytes = octets.getBytes(StandardCharsets.ISO_8859_1);
    try {
      ByteBuffer utf8 = ByteBuffer.wrap(bytes);
      return VerifierKey.parse(StandardCharsets.UTF_8.newDecoder().decode(utf8).toString());
    } catch (CharacterCodingException e) {
      throw refused("the verifier key is not UTF-8");
    } catch (MalformedNoteException e) {
      throw refused(e.reason());
    }
  }

  private void requireNew(VerifierKey key, Collection<VerifierKey> others, String refusal)
      throws PolicyRefusedException {
    // SPEC: tlog-policy §Public key representation: duplicates wrap the same underlying key.
    require(others.stream().noneMatch(key::hasSamePublicKeyAs), refusal);
  }

  private void require(boolean holds, String refusal) throws PolicyRefusedException {
    if (!holds) {
      throw refused(refusal);
    }
  }

  private PolicyRefusedException refused(String refusal) {
    return new PolicyRefusedException(lineNumber, refusal);
  }
}
