package dev.standstill.node;

import io.helidon.webserver.http.ServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/** The bytes of a request, never more than its service has room for. */
public final class BoundedBody {
  private BoundedBody() {}

  /** The body, or empty if it is larger; its announced length is not believed. */
  public static Optional<byte[]> read(ServerRequest request, int bytesMax) {
    if (!request.content().hasEntity()) {
      return Optional.of(new byte[0]);
    }
    if (request.headers().contentLength().orElse(0) > bytesMax) {
      return Optional.empty();
    }
    try (InputStream in = request.content().inputStream()) {
      byte[] bytes = in.readNBytes(bytesMax + 1);
      return bytes.length > bytesMax ? Optional.empty() : Optional.of(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
