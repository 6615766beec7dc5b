package dev.standstill.cli;

import dev.standstill.node.projection.Database;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a register has its files. */
final class NodeOptions {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Where everything is: log/, its keys in keys/, and the projection. Default:"
              + " standstill/node in $XDG_STATE_HOME, or in ~/.local/state.")
  private @Nullable Path data;

  @Option(
      names = "--database",
      paramLabel = "URL",
      description =
          "Keep the projection in a PostgreSQL, jdbc:postgresql://HOST/NAME?user=NAME, and not in"
              + " an SQLite file of the data folder.")
  private @Nullable String database;

  Path data() {
    return Optional.ofNullable(data).orElseGet(NodeOptions::usual);
  }

  private static Path usual() {
    Path state =
        Optional.ofNullable(System.getenv("XDG_STATE_HOME"))
            .filter(home -> home.startsWith("/"))
            .map(Path::of)
            .orElseGet(() -> Path.of(System.getProperty("user.home"), ".local", "state"));
    return state.resolve("standstill").resolve("node");
  }

  OwnLog log() {
    return new OwnLog(data().resolve("log"), data().resolve("keys"));
  }

  Database projection() {
    return database == null
        ? Database.sqlite(data().resolve("projection.sqlite"))
        : Database.server(database);
  }
}
