package dev.standstill.cli;

import dev.standstill.cli.intake.IntakeException;
import dev.standstill.telemetry.UnreadableReadings;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Every error as one clear line on standard error, with the right exit status. */
final class Failures {

  private Failures() {}

  static int usage(ParameterException error, String[] args) {
    CommandLine command = error.getCommandLine();
    command.getErr().println("standstill: " + oneLine(String.valueOf(error.getMessage())));
    CommandLine.UnmatchedArgumentException.printSuggestions(error, command.getErr());
    command.getErr().println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
    return ExitStatus.UNUSABLE;
  }

  static int execution(Exception error, CommandLine command, ParseResult parsed) {
    String known =
        switch (error) {
          case IntakeException e -> String.valueOf(e.getMessage());
          case UnreadableReadings e -> String.valueOf(e.getMessage());
          case UncheckedIOException e -> describe(e);
          case IOException e -> describe(e);
          case IllegalArgumentException e -> String.valueOf(e.getMessage());
          default -> "";
        };
    if (known.isEmpty()) {
      command
          .getErr()
          .println(
              "standstill: internal error, please report it: "
                  + oneLine(error.toString())
                  + where(error));
      return ExitStatus.UNUSABLE;
    }
    command.getErr().println("standstill: " + oneLine(known));
    return error instanceof VerifiedLog.NotBelievedException
        ? ExitStatus.NEGATIVE
        : ExitStatus.UNUSABLE;
  }

  /** Java's file exceptions carry little more than a path; this says what is the matter with it. */
  private static String describe(IOException error) {
    return switch (error) {
      case NoSuchFileException e -> e.getFile() + ": no such file or folder";
      case AccessDeniedException e -> e.getFile() + ": permission denied";
      case FileAlreadyExistsException e ->
          e.getFile() + ": already exists; name another place or remove it";
      case FileSystemException e when e.getReason() != null -> e.getFile() + ": " + e.getReason();
      default -> String.valueOf(error.getMessage());
    };
  }

  /** The wrapper says what was being done, if anybody said so; else its cause says what failed. */
  private static String describe(UncheckedIOException error) {
    IOException cause = Objects.requireNonNull(error.getCause());
    String message = String.valueOf(error.getMessage());
    return message.equals(cause.toString()) ? describe(cause) : message;
  }

  /** What even an engine's or the machine's own failure comes to: one line, and never status 1. */
  static int fatal(Throwable error, PrintWriter err) {
    Throwable root = error;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String what =
        switch (root) {
          case OutOfMemoryError e -> "not enough memory: " + e.getMessage();
          case IOException e -> describe(e);
          default -> "internal error, please report it: " + root + where(root);
        };
    err.println("standstill: " + oneLine(what));
    return ExitStatus.UNUSABLE;
  }

  private static String where(Throwable error) {
    StackTraceElement[] trace = error.getStackTrace();
    return trace.length == 0 ? "" : " (at " + trace[0] + ")";
  }

  private static String oneLine(String message) {
    return Terminal.printable(message).strip();
  }
}
