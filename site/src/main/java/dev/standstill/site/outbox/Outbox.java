package dev.standstill.site.outbox;

import dev.standstill.core.order.Acknowledgement;
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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;

/** Everything a site says, from the signature to the register. For many threads. */
public final class Outbox implements AutoCloseable {
  /** So many in a row that cannot be delivered tell of the register, not of what was said. */
  private static final int FAILED_MAX = 3;

  private static final Comparator<Said> FIRST =
      Comparator.comparing((Said one) -> !(one.statement().body() instanceof Acknowledgement))
          .thenComparingLong(Said::number);

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
   * @param waiting how many have not arrived in the register's log yet
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
    return enter(Said.made(number, draft.statementId(), new Statement(binding, body)));
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
    Said entered = one.entered(index);
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

  /**
   * Has the own log cosigned, and sends the register what its log does not hold yet: receipts of
   * orders first, everything else in the order in which it was said. What the register says is not
   * believed: a statement has arrived when this site's own copy of the log holds it.
   */
  public void deliver(RegisterCopy copy) throws IOException, InterruptedException {
    publish();
    if (register.isEmpty()) {
      return;
    }
    List<Said> open = said().stream().filter(one -> !one.isSettled()).sorted(FIRST).toList();
    List<String> failed = new ArrayList<>();
    for (Said one : open) {
      if (copy.holds(one.id())) {
        settle(one.seen());
      } else if (one.registerIndex().isEmpty()) {
        deliver(one, register.get()).ifPresent(failed::add);
      } else if (copy.size() > one.registerIndex().getAsLong()) {
        failed.add(
            SaidFiles.shortened(one.id())
                + ": the register said that it took this as entry "
                + one.registerIndex().getAsLong()
                + ", and its log does not hold it; sent again");
        deliver(one, register.get()).ifPresent(failed::add);
      }
      if (failed.size() >= FAILED_MAX) {
        break;
      }
    }
    settled(failed.stream().findFirst());
  }

  private synchronized void publish() throws IOException {
    unwitnessed =
        switch (ownLog.publish()) {
          case Publication.Published _, Publication.NothingNew _ -> Optional.empty();
          case Publication.BelowQuorum(String detail) -> Optional.of(detail);
        };
  }

  /** Why it was not taken now; empty if the register has answered. */
  private Optional<String> deliver(Said one, Delivery log)
      throws IOException, InterruptedException {
    return switch (log.send(files.entry(one.number()))) {
      case Delivery.Answered.Taken(long index) -> {
        settle(one.taken(index));
        yield Optional.empty();
      }
      case Delivery.Answered.Refused(String why) -> {
        settle(one.refused(why));
        yield Optional.empty();
      }
      case Delivery.Answered.NotNow(String why) ->
          Optional.of(SaidFiles.shortened(one.id()) + ": " + why);
    };
  }

  private synchronized void settle(Said one) throws IOException {
    keep(one);
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
