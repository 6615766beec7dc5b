package dev.standstill.evidence.source;

import dev.standstill.core.record.Digest;
import dev.standstill.core.report.ActivityReport;
import dev.standstill.evidence.Evidence;
import dev.standstill.evidence.SourceLayout;
import dev.standstill.evidence.SourceUnreadableException;
import dev.standstill.evidence.UnfinishedFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A source as a directory, whatever it was: what was unpacked or fetched for it is private to this
 * user and goes away when it is closed, or when the process is stopped.
 */
public final class OpenSource implements AutoCloseable {
  /** What a source may take of the disk for a while. */
  static final long BYTES_MAX = 64L << 30;

  private final Path directory;
  private final Optional<UnfinishedFolder> temporary;
  private final Optional<WebFiles> web;

  private OpenSource(Path directory, Optional<UnfinishedFolder> temporary, Optional<WebFiles> web) {
    this.directory = directory;
    this.temporary = temporary;
    this.web = web;
  }

  /** Opens it; a URL's log is fetched whole, its readings only on {@link #fetchCited}. */
  public static OpenSource open(Place place, CopyProgress progress) throws IOException {
    return switch (place) {
      case Place.Folder folder -> new OpenSource(folder.path(), Optional.empty(), Optional.empty());
      case Place.BundleFile bundle -> {
        UnfinishedFolder temporary = UnfinishedFolder.temporary("standstill-bundle-");
        try {
          Bundle.unpack(bundle.path(), temporary.path(), BundleLimits.DEFAULT);
          yield new OpenSource(temporary.path(), Optional.of(temporary), Optional.empty());
        } catch (IOException | RuntimeException e) {
          temporary.close();
          throw e;
        }
      }
      case Place.Web(var uri) -> {
        WebFiles web = new WebFiles(uri);
        UnfinishedFolder temporary = UnfinishedFolder.temporary("standstill-fetched-");
        try {
          new WebCopy(web, temporary.path(), BYTES_MAX).run(progress);
          yield new OpenSource(temporary.path(), Optional.of(temporary), Optional.of(web));
        } catch (SourceUnreadableException e) {
          temporary.close();
          web.close();
          String reason = String.valueOf(e.getMessage());
          throw reason.startsWith(uri.toString())
              ? e
              : new SourceUnreadableException(uri + ": " + reason);
        } catch (IOException | RuntimeException e) {
          temporary.close();
          web.close();
          throw e;
        }
      }
    };
  }

  /** Where its files are. */
  public Path directory() {
    return directory;
  }

  /** Fetches the readings that statements cite; what the server has not stays withheld. */
  public void fetchCited(Evidence evidence, CopyProgress progress) throws IOException {
    if (web.isEmpty()) {
      return;
    }
    List<Digest> cited =
        evidence.facts().stream()
            .map(fact -> fact.body())
            .filter(ActivityReport.class::isInstance)
            .flatMap(body -> ((ActivityReport) body).readings().stream())
            .distinct()
            .toList();
    Files.createDirectories(directory.resolve(SourceLayout.TELEMETRY));
    long left = BYTES_MAX;
    int done = 0;
    for (Digest digest : cited) {
      String name = SourceLayout.readings(digest);
      Path target = directory.resolve(name);
      if (web.get().fetch(name, target, left)) {
        left -= Files.size(target);
      }
      progress.at(++done, cited.size());
    }
  }

  @Override
  public void close() {
    temporary.ifPresent(UnfinishedFolder::close);
    web.ifPresent(WebFiles::close);
  }
}
