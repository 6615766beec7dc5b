package dev.standstill.node.register;

import io.helidon.webserver.http.ServerRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The parameters of a request: those that are asked for, once each, and no others. */
final class Parameters {
  private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");
  private static final int VALUE_LENGTH_MAX = 200;

  private static final int LIMIT_USUAL = 100;
  private static final int LIMIT_MAX = 1000;

  private final ServerRequest request;

  Parameters(ServerRequest request, Set<String> known) {
    this.request = request;
    for (String name : request.query().names()) {
      if (!known.contains(name)) {
        throw new ProblemException(
            Problem.MALFORMED_REQUEST,
            "there is no parameter of that name; known: "
                + String.join(", ", known.stream().sorted().toList()));
      }
    }
  }

  Optional<String> text(String name) {
    if (!request.query().contains(name)) {
      return Optional.empty();
    }
    List<String> values = request.query().all(name);
    if (values.size() != 1
        || values.getFirst().isEmpty()
        || values.getFirst().length() > VALUE_LENGTH_MAX
        || values.getFirst().chars().anyMatch(Character::isISOControl)) {
      throw new ProblemException(Problem.MALFORMED_REQUEST, name + ": once, and a short text");
    }
    return Optional.of(values.getFirst());
  }

  private Optional<Long> number(String name) {
    Optional<String> text = text(name);
    text.filter(value -> !NUMBER.matcher(value).matches())
        .ifPresent(_ -> {
          throw new ProblemException(Problem.MALFORMED_REQUEST, name + ": a number from 0");
        });
    return text.map(Long::parseLong);
  }

  /** The place after which to go on. */
  long after() {
    return number("after").orElse(-1L);
  }

  /** How many to answer with. */
  int limit() {
    long limit = number("limit").orElse((long) LIMIT_USUAL);
    if (limit < 1 || limit > LIMIT_MAX) {
      throw new ProblemException(Problem.MALFORMED_REQUEST, "limit: 1 to " + LIMIT_MAX);
    }
    return (int) limit;
  }
}
