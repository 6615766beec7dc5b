package dev.standstill.evidence.source;

import dev.standstill.evidence.SourceUnreadableException;
import dev.standstill.evidence.UnfinishedFolder;
import dev.standstill.log.tile.TileSource;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/** A log of which only a few files are needed, wherever it is. */
public final class OpenLog implements AutoCloseable {
  private final TileSource files;
  private final Optional<WebFiles> web;
  private final Optional<UnfinishedFolder> temporary;

  private OpenLog(TileSource files, Optional<WebFiles> web, Optional<UnfinishedFolder> temporary) {
    this.files = files;
    this.web = web;
    this.temporary = temporary;
  }

  /** Opens it without reading any of it, but for a bundle, which is unpacked. */
  public static OpenLog open(Place place) throws IOException {
    return switch (place) {
      case Place.Folder(var path) -> {
        if (!Files.isDirectory(path)) {
          throw new SourceUnreadableException(path + ": no such directory; name a log");
        }
        yield new OpenLog(TileSource.of(path), Optional.empty(), Optional.empty());
      }
      case Place.BundleFile(var path) -> {
        UnfinishedFolder temporary = UnfinishedFolder.temporary("standstill-bundle-");
        try {
          Bundle.unpack(path, temporary.path(), BundleLimits.DEFAULT);
          yield new OpenLog(
              TileSource.of(temporary.path()), Optional.empty(), Optional.of(temporary));
        } catch (IOException | RuntimeException e) {
          temporary.close();
          throw e;
        }
      }
      case Place.Web(var uri) -> {
        WebFiles web = new WebFiles(uri);
        yield new OpenLog(web, Optional.of(web), Optional.empty());
      }
    };
  }

  public TileSource files() {
    return files;
  }

  @Override
  public void close() {
    web.ifPresent(WebFiles::close);
    temporary.ifPresent(UnfinishedFolder::close);
  }
}
