package dev.standstill.site.outbox;

import dev.standstill.core.record.StatementBody;
import dev.standstill.log.sequence.LogWriter;
import dev.standstill.log.sequence.Publication;
import dev.standstill.wire.Binding;
import dev.standstill.wire.Draft;
import dev.standstill.wire.Envelope;
import dev.standstill.wire.PartySigner;
import dev.standstill.wire.Statement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;

/** Everything a site says, from the signature to the register. For many threads. */
public final class Outbox implements AutoCloseable {
  private final SaidFiles files;
  private final LogWriter ownLog;
  private final PartySigner signer;
  private final Optional<Delivery> register;
  private final NavigableMap<Long, Said> said;
  private volatile List<Said> shown;
  private volatile Optional<String> problem = Optional.empty();
  private volatile Optional<String> unwitnessed = Optional.empty();

  /**
   * How it stands with what was said.
   *
   * @param said how many statements were made
   * @param waiting how many the register has not answered yet
   * @param refused how many it will not take
   * @param problem why the last one could not be delivered; empty if it could
   * @param unwitnessed why the site's own log is not cosigned; empty if it is
   */
  public record Standing(
      int said, int waiting, int refused, Optional<String> problem, Optional<String> unwitnessed) {}

  private Outbox(SaidFiles files, LogWriter ownLog, PartySigner signer, Optional<Delivery> register)
      throws IOException {
    this.files = files;
    this.ownLog = ownLog;
    this.signer = signer;
    this.register = register;
    this.said = files.read();
    this.shown = List.copyOf(said.values());
  }

  /**
   * Continues where the last run stopped, wherever that was.
   *
   * @param directory where the statements are kept
   * @param ownLog the site's own log, open; closed with this
   * @param signer the party's key
   * @param register the URL of the register's log; empty to keep everything here
   */
  public static Outbox open(
      Path directory, LogWriter ownLog, PartySigner signer, Optional<String> register)
      throws IOException {
    Outbox outbox =
        new Outbox(new SaidFiles(directory), ownLog, signer, register.map(Delivery::new));
    for (Said one : List.copyOf(outbox.said.values())) {
      if (one.ownIndex().isEmpty()) {
        outbox.enter(one);
      }
    }
    return outbox;
  }

  /** Says something: signed, on the disk, and in the site's own log when this returns. */
  public synchronized Said say(Binding binding, StatementBody body) throws IOException {
    Draft draft = Draft.of(new Statement(binding, body)).sign(signer);
    Envelope envelope = draft.toEnvelope().orElseThrow();
    long number = said.isEmpty() ? 0 : said.lastKey() + 1;
    files.write(number, envelope);
    return enter(
        new Said(
            number,
            draft.statementId(),
            new Statement(binding, body),
            OptionalLong.empty(),
            OptionalLong.empty(),
            Optional.empty()));
  }

  /**
   * Enters something in the site's own log that is not for the register, such as what binds an
   * hour's readings to the hour. The same bytes again change nothing.
   */
  public synchronized void note(byte[] entry) throws IOException {
    long _ = ownLog.append(entry).index();
    ownLog.sync();
  }

  private Said enter(Said one) throws IOException {
    // The same bytes again get the index they had: a crash between the two cannot double it.
    long index = ownLog.append(files.entry(one.number())).index();
    ownLog.sync();
    Said entered =
        new Said(
            one.number(),
            one.id(),
            one.statement(),
            OptionalLong.of(index),
            one.registerIndex(),
            one.refused());
    keep(entered);
    return entered;
  }

  private void keep(Said one) throws IOException {
    files.writeOutcome(one);
    said.put(one.number(), one);
    shown = List.copyOf(said.values());
  }

  /** All that was said, in order. */
  public List<Said> said() {
    // Never waits for witnesses: whoever must stop jobs asks this.
    return shown;
  }

  /** Has the own log cosigned, and sends the register what it has not answered yet, in order. */
  public void deliver() throws IOException, InterruptedException {
    publish();
    if (register.isEmpty()) {
      return;
    }
    for (Said one : said()) {
      if (!one.isSettled() && !deliver(one, register.get())) {
        return;
      }
    }
    settled(Optional.empty());
  }

  private synchronized void publish() throws IOException {
    unwitnessed =
        switch (ownLog.publish()) {
          case Publication.Published _, Publication.NothingNew _ -> Optional.empty();
          case Publication.BelowQuorum(String detail) -> Optional.of(detail);
        };
  }

  /** Whether the next may be sent: none overtakes another. */
  private boolean deliver(Said one, Delivery log) throws IOException, InterruptedException {
    return switch (log.send(files.entry(one.number()))) {
      case Delivery.Answered.Taken(long index) -> {
        settle(one, OptionalLong.of(index), Optional.empty());
        yield true;
      }
      case Delivery.Answered.Refused(String why) -> {
        settle(one, OptionalLong.empty(), Optional.of(why));
        yield true;
      }
      case Delivery.Answered.NotNow(String why) -> {
        settled(Optional.of(SaidFiles.shortened(one.id()) + ": " + why));
        yield false;
      }
    };
  }

  private synchronized void settle(Said one, OptionalLong index, Optional<String> refused)
      throws IOException {
    keep(new Said(one.number(), one.id(), one.statement(), one.ownIndex(), index, refused));
  }

  private synchronized void settled(Optional<String> why) {
    problem = why;
  }

  public Standing standing() {
    List<Said> all = shown;
    int waiting = (int) all.stream().filter(one -> !one.isSettled()).count();
    int refused = (int) all.stream().filter(one -> one.refused().isPresent()).count();
    return new Standing(all.size(), waiting, refused, problem, unwitnessed);
  }

  @Override
  public synchronized void close() throws IOException {
    register.ifPresent(Delivery::close);
    ownLog.close();
  }
}
