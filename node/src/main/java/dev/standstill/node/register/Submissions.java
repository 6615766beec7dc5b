package dev.standstill.node.register;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.evidence.Admission;
import dev.standstill.log.merkle.TreeHash;
import dev.standstill.log.tile.EntryBundle;
import dev.standstill.node.Appender;
import dev.standstill.node.BoundedBody;
import dev.standstill.node.EntryRefusal;
import dev.standstill.node.EntryRule;
import dev.standstill.wire.json.StrictJson;
import dev.standstill.wire.json.Words;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** How statements come in: {@code POST /statements}, and the log's own {@code POST /add}. */
final class Submissions {
  private final Register register;
  private final Answers answers;

  Submissions(Register register, Answers answers) {
    this.register = register;
    this.answers = answers;
  }

  void statement(ServerRequest request, ServerResponse response) throws InterruptedException {
    Optional<byte[]> entry = BoundedBody.read(request, EntryBundle.ENTRY_BYTES_MAX);
    if (entry.isEmpty()) {
      response.header(HeaderNames.CONNECTION, "close");
      register.tally().refused(Problem.TOO_LARGE);
      answers.problem(
          request,
          response,
          Problem.TOO_LARGE,
          "a statement has at most " + EntryBundle.ENTRY_BYTES_MAX + " bytes");
      return;
    }
    switch (register.accept(entry.get())) {
      case Register.Accepted.Durable durable -> answer(request, response, durable);
      case Register.Accepted.NotLogged(Problem problem, String detail) -> {
        if (problem == Problem.OVERLOADED) {
          response.header(HeaderNames.RETRY_AFTER, "1");
        }
        answers.problem(request, response, problem, detail);
      }
    }
  }

  private static void answer(
      ServerRequest request, ServerResponse response, Register.Accepted.Durable durable) {
    String id = durable.statement().id().hex();
    ObjectNode node =
        LogAnswers.object()
            .put("id", id)
            .put("index", durable.index())
            .put("kind", Words.of(durable.statement().kind()))
            .put("author", durable.statement().author().name())
            .put("duplicate", durable.duplicate());
    response.header(HeaderNames.LOCATION, "/statements/" + id);
    response.header(HeaderNames.CACHE_CONTROL, "no-store");
    Answers.send(
        request,
        response,
        // SPEC: RFC 9110 §15.3.2: 201 says that something was made; the second time nothing is.
        durable.duplicate() ? 200 : 201,
        Answers.JSON,
        StrictJson.pretty(node).getBytes(StandardCharsets.UTF_8));
  }

  /** For {@code /add}: the reasons are the problems' words. */
  EntryRule rule() {
    return entry ->
        switch (register.follower().admission().judge(entry, register.now())) {
          case Admission.Answer.Admitted _ -> Optional.empty();
          case Admission.Answer.Refused(var refusal, var _) -> {
            Problem problem = Problem.of(refusal);
            register.tally().refused(problem);
            yield Optional.of(new EntryRefusal(Words.of(problem)));
          }
        };
  }

  Appender appender() {
    return this::append;
  }

  private CompletionStage<Appender.Appended> append(byte[] entry) {
    try {
      return switch (register.accept(entry)) {
        case Register.Accepted.Durable durable ->
            CompletableFuture.completedStage(
                new Appender.Appended.Durable(
                    durable.index(), TreeHash.leaf(entry), durable.duplicate()));
        case Register.Accepted.NotLogged(Problem problem, String detail) ->
            problem == Problem.OVERLOADED
                ? CompletableFuture.completedStage(new Appender.Appended.Overloaded())
                : CompletableFuture.failedStage(new IOException(detail));
      };
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return CompletableFuture.failedStage(e);
    }
  }
}
