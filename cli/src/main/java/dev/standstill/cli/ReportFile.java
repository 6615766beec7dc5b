package dev.standstill.cli;

import dev.standstill.evidence.Examination;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The conclusions as a page. */
final class ReportFile {

  private ReportFile() {}

  static void write(Path report, Examination examination, Path source) throws IOException {
    try {
      Files.writeString(report, examination.asOf() + " " + source);
    } catch (FileSystemException e) {
      throw e;
    } catch (IOException e) {
      // A full disk is reported without the file's name.
      throw new FileSystemException(report.toString(), null, String.valueOf(e.getMessage()));
    }
  }
}
