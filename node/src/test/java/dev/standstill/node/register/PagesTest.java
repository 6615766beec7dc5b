package dev.standstill.node.register;

import static dev.standstill.node.Http.header;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.node.projection.Database;
import dev.standstill.page.register.RegisterPages;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The register's pages over real HTTP, beside its JSON. */
class PagesTest {
  private static final String BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8";

  @TempDir static Path worlds;
  @TempDir Path folder;

  private static OpenRegister open(WorldLog world, Path folder) throws IOException {
    Database database = Database.sqlite(folder.resolve("projection.sqlite"));
    return OpenRegister.at(folder, world.log(), world.policy(), database);
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), UTF_8);
  }

  @Test
  void whoeverAcceptsHtmlGetsThePageOfWhatOthersGetAsJson() throws Exception {
    WorldLog world = WorldLog.write(1, worlds);
    try (OpenRegister open = open(world, folder)) {
      HttpResponse<byte[]> empty = open.http().get("", "Accept", BROWSER);
      assertThat(empty.statusCode()).isEqualTo(200);
      // Nothing is there yet: that is said, and is no damage.
      assertThat(text(empty))
          .contains("nothing is judged", "a charter that its parties signed")
          .doesNotContain("not as it was signed", "1970");
      for (byte[] entry : world.entries()) {
        assertThat(open.post(entry).statusCode()).isEqualTo(201);
      }
      open.awaitAnswered(world.entries().size());
      for (String path : new String[] {"", "sites", "orders", "findings", "permits", "log"}) {
        HttpResponse<byte[]> page = open.http().get(path, "Accept", BROWSER);
        assertThat(page.statusCode()).as(path).isEqualTo(200);
        assertThat(header(page, "Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(header(page, "Vary")).contains("Accept");
        assertThat(header(page, "Content-Security-Policy"))
            .isEqualTo(RegisterPages.contentSecurityPolicy())
            .doesNotContain("unsafe");
      }
      assertThat(header(open.http().get("sites"), "Content-Type")).isEqualTo("application/json");
      HttpResponse<byte[]> first = open.http().get("", "Accept", BROWSER);
      assertThat(text(first)).contains("http://register.example/");
      RegisterPages.assets()
          .forEach(asset -> {
            assertThat(text(first)).contains(asset.path());
            HttpResponse<byte[]> served = open.http().get(asset.path());
            assertThat(served.body()).isEqualTo(asset.bytes());
            assertThat(header(served, "Cache-Control")).contains("immutable");
          });
      assertThat(open.http().get("nothing", "Accept", BROWSER).statusCode()).isEqualTo(404);
    }
  }
}
