package dev.standstill.cli;

import dev.standstill.evidence.Examination;
import dev.standstill.evidence.SourceLayout;
import dev.standstill.evidence.UnfinishedFolder;
import dev.standstill.node.register.SourcePages;
import dev.standstill.page.register.Asset;
import dev.standstill.page.register.Placement;
import dev.standstill.page.register.RegisterPages;
import dev.standstill.page.register.RegisterSnapshot;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The register's pages without a register. */
@Command(
    name = "pages",
    mixinStandardHelpOptions = true,
    description = {
      "Makes the register's pages of a source, as files: what is in force, who keeps it, what is",
      "missing, and every site, order, finding, permit and statement behind it. Nobody need",
      "believe a register for them. Any web server can serve the folder, and a browser can open",
      "it."
    },
    footer = {
      "",
      "Example: standstill pages EVIDENCE --to PAGES",
      "",
      "With the log beside them (default) a browser checks proofs in the served folder by itself.",
      "",
      "Exit status: 0 once they are written, whatever they say; 2 if SOURCE cannot be opened, or",
      "DIR is there already."
    })
final class PagesCommand implements Callable<Integer> {
  private static final String MODE = "rwxr-xr-x";

  @Spec private @Nullable CommandSpec spec;
  @Mixin private TrustOptions trust = new TrustOptions();

  @Option(
      names = "--to",
      required = true,
      paramLabel = "DIR",
      description = "The folder to make; must not exist.")
  private Path target = Path.of("");

  @Option(
      names = "--address",
      paramLabel = "URL",
      description =
          "Where readers will find the source, for the commands that recompute a page. Default:"
              + " SOURCE.")
  private @Nullable String address;

  @Option(
      names = "--log",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Copy the log's files beside the pages (default), or not.")
  private boolean log = true;

  @Override
  public Integer call() throws IOException {
    Terminal terminal = Terminal.of(Objects.requireNonNull(spec));
    Path whole = target.toAbsolutePath().normalize();
    Path parent = whole.getParent();
    if (Files.exists(whole, LinkOption.NOFOLLOW_LINKS)) {
      throw new FileAlreadyExistsException(target.toString());
    }
    if (parent == null || !Files.isDirectory(parent)) {
      throw new FileSystemException(
          target.toString(), null, "the folder above it does not exist; make it first");
    }
    return trust.examined(terminal, examination -> write(terminal, examination, whole, parent));
  }

  private int write(Terminal terminal, Examination examination, Path whole, Path parent)
      throws IOException {
    RegisterSnapshot snapshot;
    try (Terminal.Progress progress = terminal.progress("judging as of a day earlier")) {
      String place = address == null ? trust.source() : address;
      snapshot = SourcePages.snapshot(examination, place, progress::at);
    }
    RegisterPages pages = RegisterPages.of(snapshot, Placement.FILES);
    try (UnfinishedFolder folder = UnfinishedFolder.in(parent, ".pages-")) {
      int written = write(pages, folder.path());
      if (log) {
        copyLog(examination.evidence().directory(), folder.path());
      }
      Files.setPosixFilePermissions(folder.path(), PosixFilePermissions.fromString(MODE));
      folder.finish(whole);
      terminal.line("Pages: " + written + ", the first is " + target.resolve("index.html"));
    }
    return ExitStatus.OK;
  }

  private static int write(RegisterPages pages, Path folder) throws IOException {
    Instant now = Instant.now();
    List<String> paths = pages.paths();
    for (String path : paths) {
      String html = pages.at(path, now).orElseThrow(() -> new IllegalStateException(path));
      put(folder.resolve((path.isEmpty() ? "index" : path) + ".html"), html);
    }
    for (Asset asset : RegisterPages.assets()) {
      put(folder.resolve(asset.path()), asset.text());
    }
    return paths.size();
  }

  private static void put(Path file, String text) throws IOException {
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.writeString(file, text);
  }

  /** What makes a proof: the checkpoint, the tiles, and whose signatures count. No readings. */
  private static void copyLog(Path source, Path folder) throws IOException {
    List<Path> files = new ArrayList<>();
    for (String name : List.of(SourceLayout.CHECKPOINT, SourceLayout.POLICY, SourceLayout.TILES)) {
      Path place = source.resolve(name);
      if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
        try (Stream<Path> found = Files.walk(place)) {
          found
              .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
              .forEach(files::add);
        }
      }
    }
    for (Path file : files) {
      Path copy = folder.resolve(source.relativize(file).toString());
      Files.createDirectories(Objects.requireNonNull(copy.getParent()));
      Files.copy(file, copy);
    }
  }
}
