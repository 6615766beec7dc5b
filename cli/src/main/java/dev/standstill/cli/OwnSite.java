package dev.standstill.cli;

import dev.standstill.log.sequence.LogWriter;
import dev.standstill.site.configuration.ConfigurationFile;
import dev.standstill.site.configuration.SiteConfiguration;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The site that a command is about: its configuration, its own log, and its agent if one runs. */
final class OwnSite {
  /** The file beside the state that schedulers' hooks and the operator's commands know. */
  static final String TOKEN = "gate.token";

  private static final Duration DEADLINE = Duration.ofSeconds(10);

  /** An agent that is told something may have to ask its schedulers first. */
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static final int TOKEN_BYTES_MAX = 256;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      defaultValue = "site.toml",
      description = "The site's configuration, as site init wrote it. Default: ${DEFAULT-VALUE}.")
  private @Nullable Path file;

  SiteConfiguration configuration() throws IOException {
    Path named = file == null ? Path.of("site.toml") : file;
    if (!Files.exists(named)) {
      throw new IllegalArgumentException(
          named + ": no such file; name the site's --config, or begin with site init");
    }
    return ConfigurationFile.read(named);
  }

  /** What the hooks bring along. */
  static String token(SiteConfiguration site) throws IOException {
    Path path = site.state().resolve(TOKEN);
    return new String(SmallFile.read(path, TOKEN_BYTES_MAX), StandardCharsets.UTF_8).strip();
  }

  /** The site's own log, open. */
  static LogWriter log(SiteConfiguration site, OwnLog.Witnesses witnesses) throws IOException {
    OwnLog own = ownLog(site);
    boolean begun =
        Files.exists(site.ownLog().resolve(".writer"), LinkOption.NOFOLLOW_LINKS)
            || Files.exists(site.ownLog().resolve("checkpoint"), LinkOption.NOFOLLOW_LINKS);
    return begun
        ? LogWriter.open(own.directory(), own.signer(), witnesses.cosigners())
        : LogWriter.create(own.directory(), own.signer(), witnesses.cosigners());
  }

  static OwnLog ownLog(SiteConfiguration site) {
    return OwnLog.at(site.ownLog(), site.ownLogKeys());
  }

  /** Asks the agent that runs here. */
  static String ask(SiteConfiguration site, String path) throws IOException {
    return send(site, HttpRequest.newBuilder(uri(site, path)).timeout(DEADLINE).build());
  }

  /** Tells the agent that runs here. */
  static String tell(SiteConfiguration site, String path) throws IOException {
    return send(
        site,
        HttpRequest.newBuilder(uri(site, path))
            .timeout(PATIENCE)
            .header("Authorization", "Bearer " + token(site))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build());
  }

  private static URI uri(SiteConfiguration site, String path) {
    return URI.create("http://127.0.0.1:" + site.gate() + path);
  }

  private static String send(SiteConfiguration site, HttpRequest request) throws IOException {
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(DEADLINE).build()) {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IOException(
            "the agent answers " + answer.statusCode() + ": " + answer.body().strip());
      }
      return answer.body();
    } catch (ConnectException e) {
      throw new IllegalArgumentException(
          "no agent listens on port " + site.gate() + "; start it with: standstill site agent", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
