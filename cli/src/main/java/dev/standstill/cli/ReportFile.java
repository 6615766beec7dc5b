package dev.standstill.cli;

import dev.standstill.evidence.Evidence;
import dev.standstill.evidence.Examination;
import dev.standstill.page.ConclusionsPage;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** The conclusions as one page in a file. */
final class ReportFile {

  private ReportFile() {}

  /** Writes the page; the file is replaced whole or not at all. */
  static void write(Path report, Examination examination, String source) throws IOException {
    String html = page(examination, source).html();
    Path whole = report.toAbsolutePath();
    Path folder = whole.getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new IOException(report + ": its folder does not exist; make it first");
    }
    if (Files.isDirectory(whole)) {
      throw new IOException(report + ": is a directory; name the file to write");
    }
    try {
      replace(whole, folder, html);
    } catch (FileSystemException e) {
      throw e;
    } catch (IOException e) {
      // A full disk is reported without the name of the file.
      throw new FileSystemException(report.toString(), null, String.valueOf(e.getMessage()));
    }
  }

  private static void replace(Path whole, Path folder, String html) throws IOException {
    Path unfinished = Files.createTempFile(folder, ".report-", ".unfinished");
    try {
      Files.writeString(unfinished, html);
      Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rw-r--r--"));
      Files.move(
          unfinished, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  private static ConclusionsPage page(Examination examination, String source) {
    Evidence evidence = examination.evidence();
    String title = title(source);
    String pinned = evidence.charter().map(c -> " --charter " + c.id()).orElse("");
    return new ConclusionsPage(
        title,
        evidence
            .checkpoint()
            .map(c ->
                new ConclusionsPage.Checkpoint(
                    c.origin(), Long.toString(c.size()), c.root().base64())),
        evidence.charter().map(c -> c.id().hex()),
        evidence.charter().map(c -> c.body()),
        examination.asOf(),
        examination.disclosed().size(),
        examination.evaluation(),
        "standstill verify " + title + pinned + " --as-of " + examination.asOf());
  }

  /** Of a path only the last name, as the page will be read on other machines. */
  private static String title(String source) {
    if (source.contains("://")) {
      return source;
    }
    Path name = Path.of(source).toAbsolutePath().normalize().getFileName();
    return name == null ? source : name.toString();
  }
}
