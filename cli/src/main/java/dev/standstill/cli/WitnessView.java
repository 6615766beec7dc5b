package dev.standstill.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.log.note.Checkpoint;
import dev.standstill.log.note.MalformedNoteException;
import dev.standstill.log.note.NoteCheck;
import dev.standstill.log.note.SignedNote;
import dev.standstill.log.note.VerifierKey;
import dev.standstill.log.storage.DiskStorage;
import dev.standstill.log.witness.WitnessSurvey;
import dev.standstill.log.witness.WitnessedLog;
import dev.standstill.wire.json.StrictJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a witness has recorded, each record verified under the witness's own keys.
 *
 * @param keys as the witness itself says; whoever relies on it has them from elsewhere
 */
record WitnessView(List<VerifierKey> keys, List<WitnessSurvey> logs) {

  private static final String VERIFIER_KEYS = "verifier-keys";
  private static final int BYTES_MAX = 1024 * 1024;
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  static WitnessView ofDirectory(Path directory) throws IOException {
    Path file = directory.resolve(VERIFIER_KEYS);
    String text = new String(SmallFile.read(file, BYTES_MAX), StandardCharsets.UTF_8);
    List<VerifierKey> keys = new ArrayList<>();
    for (String line : text.lines().toList()) {
      keys.add(key(file.toString(), line));
    }
    return new WitnessView(keys, WitnessSurvey.read(new DiskStorage(directory), keys));
  }

  private static VerifierKey key(String place, String vkey) {
    try {
      return VerifierKey.parse(vkey);
    } catch (MalformedNoteException e) {
      throw new IllegalArgumentException(place + ": " + e.reason(), e);
    }
  }

  static WitnessView ofUrl(String url) throws IOException, InterruptedException {
    String prefix = url.endsWith("/") ? url : url + "/";
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(DEADLINE).build()) {
      List<VerifierKey> keys = new ArrayList<>();
      TreeSet<String> origins = new TreeSet<>();
      List<String> kept = new ArrayList<>();
      String index =
          get(client, prefix)
              .orElseThrow(() -> new IllegalArgumentException(prefix + ": is no witness's page"));
      for (String line : index.lines().toList()) {
        if (line.startsWith("key ")) {
          keys.add(key(prefix, line.substring("key ".length())));
        } else if (line.startsWith("log ")) {
          origins.add(key(prefix, line.substring("log ".length())).name());
        } else if (line.startsWith("kept ")) {
          kept.add(line.substring("kept ".length()));
        }
      }
      if (keys.isEmpty()) {
        throw new IllegalArgumentException(prefix + ": names no key; is it a Standstill witness?");
      }
      List<WitnessSurvey> logs = new ArrayList<>();
      for (String origin : origins) {
        logs.add(survey(client, prefix, new WitnessedLog(origin, Optional.empty()), keys, kept));
      }
      return new WitnessView(keys, logs);
    }
  }

  private static WitnessSurvey survey(
      HttpClient client, String prefix, WitnessedLog log, List<VerifierKey> keys, List<String> kept)
      throws IOException, InterruptedException {
    String directory = log.originHash() + "/";
    String place = prefix + directory + "checkpoint";
    Optional<String> note = get(client, place);
    Optional<WitnessedLog.Last> last =
        note.isPresent() ? Optional.of(last(place, note.get(), log.origin(), keys)) : log.last();
    List<String> names =
        kept.stream()
            .filter(file -> file.startsWith(directory))
            .map(file -> file.substring(directory.length()))
            .toList();
    return new WitnessSurvey(new WitnessedLog(log.origin(), last), names);
  }

  private static WitnessedLog.Last last(
      String place, String text, String origin, List<VerifierKey> keys) {
    try {
      SignedNote note = SignedNote.parse(text.getBytes(StandardCharsets.UTF_8));
      Checkpoint checkpoint = Checkpoint.parse(note.text());
      if (note.check(keys) instanceof NoteCheck.Verified verified
          && checkpoint.origin().equals(origin)) {
        long time = verified.cosignatures().getFirst().time();
        return new WitnessedLog.Last(checkpoint, note, time);
      }
    } catch (MalformedNoteException e) {
      throw new IllegalArgumentException(place + ": " + e.reason(), e);
    }
    throw new IllegalArgumentException(place + ": is not cosigned by the witness's keys");
  }

  private static Optional<String> get(HttpClient client, String url)
      throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url)).timeout(DEADLINE).build();
    HttpResponse<String> response;
    try {
      response = client.send(request, BodyHandlers.limiting(BodyHandlers.ofString(), BYTES_MAX));
    } catch (IOException e) {
      throw new IOException(url + ": nobody answers there", e);
    }
    return response.statusCode() == 200 ? Optional.of(response.body()) : Optional.empty();
  }

  /** Whether some log is caught. */
  boolean keepsSplitView() {
    return logs.stream()
        .flatMap(log -> log.kept().stream())
        .anyMatch(name -> name.endsWith(".split-view"));
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("Witness " + keys.getFirst().name());
    for (WitnessSurvey survey : logs) {
      lines.add(
          survey
              .log()
              .last()
              .map(last ->
                  "%s  size %d  root %s  at %s"
                      .formatted(
                          survey.log().origin(),
                          last.checkpoint().size(),
                          last.checkpoint().root().base64(),
                          Instant.ofEpochSecond(last.time())))
              .orElse(survey.log().origin() + "  never cosigned"));
      for (String name : survey.kept()) {
        lines.add("  kept " + survey.log().originHash() + "/" + name);
      }
    }
    return lines;
  }

  String json() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    ArrayNode keyNodes = node.putArray("verifierKeys");
    keys.forEach(key -> keyNodes.add(key.toString()));
    ArrayNode logNodes = node.putArray("logs");
    for (WitnessSurvey survey : logs) {
      ObjectNode log = logNodes.addObject().put("origin", survey.log().origin());
      log.putNull("size");
      log.putNull("root");
      log.putNull("time");
      survey
          .log()
          .last()
          .ifPresent(last ->
              log.put("size", last.checkpoint().size())
                  .put("root", last.checkpoint().root().base64())
                  .put("time", Instant.ofEpochSecond(last.time()).toString()));
      ArrayNode kept = log.putArray("kept");
      survey.kept().forEach(kept::add);
    }
    return StrictJson.pretty(node);
  }
}
