package dev.standstill.cli;

import java.io.PrintWriter;
import java.util.regex.Pattern;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;

/** Where a command prints: colour and progress only if a person is watching. */
final class Terminal {

  private static final long SILENT_NANOS = 2_000_000_000L;
  private static final int BAR = 30;
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]+");

  private final PrintWriter out;
  private final PrintWriter err;

  Terminal(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  /** Where this command prints. */
  static Terminal of(CommandSpec spec) {
    return new Terminal(spec.commandLine().getOut(), spec.commandLine().getErr());
  }

  /** One line on standard error. */
  void problem(String text) {
    err.println("standstill: " + printable(text));
  }

  void line(String text) {
    out.println(printable(text));
  }

  /** A text of our own making whose lines must stay as they are: a proof. */
  void exactly(String text) {
    out.print(text);
    out.flush();
  }

  /** A negative conclusion where standard output is for something else. */
  void error(String text) {
    err.println("standstill: " + printable(text));
  }

  /** JSON, as it is: its own rules keep what others wrote inside its strings. */
  void json(String text) {
    out.println(text.stripTrailing());
  }

  /**
   * Text in which nothing steers a terminal: others wrote some of it. Line breaks would let it
   * forge further lines.
   */
  static String printable(String text) {
    return UNSEEN.matcher(text).replaceAll(" ");
  }

  /** Text with picocli's markup, for example {@code @|bold,red refuted|@}. */
  void styled(String markup) {
    out.println(Ansi.AUTO.string(markup));
  }

  /** Begins lasting work. */
  Progress progress(String what) {
    return new Progress(what, Ansi.AUTO.enabled());
  }

  /** A bar on standard error, shown only for work that lasts over two seconds. */
  final class Progress implements AutoCloseable {
    private final String what;
    private final boolean watched;
    private final long began = System.nanoTime();
    private boolean shown;

    private Progress(String what, boolean watched) {
      this.what = what;
      this.watched = watched;
    }

    void at(long done, long of) {
      if (!watched || of == 0 || System.nanoTime() - began < SILENT_NANOS) {
        return;
      }
      shown = true;
      int full = (int) (BAR * done / of);
      err.print(
          "\r" + what + " [" + "#".repeat(full) + " ".repeat(BAR - full) + "] " + done + "/" + of);
      err.flush();
    }

    @Override
    public void close() {
      if (shown) {
        err.print("\r" + " ".repeat(what.length() + BAR + 24) + "\r");
        err.flush();
      }
    }
  }
}
