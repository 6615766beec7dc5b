package dev.standstill.cli;

import dev.standstill.cli.intake.IntakeException;
import dev.standstill.telemetry.UnreadableReadings;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
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
    return ExitStatus.UNUSABLE;
  }

  /** Java's file exceptions carry little more than a path; this says what is the matter with it. */
  private static String describe(IOException error) {
    return switch (error) {
      case NoSuchFileException e -> e.getFile() + ": no such file";
      case AccessDeniedException e -> e.getFile() + ": permission denied";
      case FileAlreadyExistsException e ->
          e.getFile() + ": already exists; name another place or remove it";
      case FileSystemException e when e.getReason() != null -> e.getFile() + ": " + e.getReason();
      default -> String.valueOf(error.getMessage());
    };
  }

  private static String where(Exception error) {
    StackTraceElement[] trace = error.getStackTrace();
    return trace.length == 0 ? "" : " (at " + trace[0] + ")";
  }

  private static String oneLine(String message) {
    return message.replaceAll("\\s*[\\r\\n]+\\s*", " ").strip();
  }
}
