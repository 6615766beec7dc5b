package dev.standstill.cli;

import dev.standstill.evidence.Examination;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The conclusions as a page. */
final class ReportFile {

  private ReportFile() {}

  static void write(Path report, Examination examination, Path source) throws IOException {
    Files.writeString(report, examination.asOf() + " " + source);
  }
}
