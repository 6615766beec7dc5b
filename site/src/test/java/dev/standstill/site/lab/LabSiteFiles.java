package dev.standstill.site.lab;

import dev.standstill.core.record.Digest;
import dev.standstill.log.note.MalformedNoteException;
import dev.standstill.log.note.SigningKey;
import dev.standstill.log.policy.PolicyRefusedException;
import dev.standstill.log.policy.QuorumPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What an agent needs of the register and of its owner, in one folder. */
public final class LabSiteFiles {
  private final Path folder;

  private LabSiteFiles(Path folder) {
    this.folder = folder;
  }

  /** Those that were written there. */
  public static LabSiteFiles in(Path folder) {
    return new LabSiteFiles(folder);
  }

  /**
   * Writes them.
   *
   * @param sweep how often the agent sweeps
   */
  public static LabSiteFiles write(
      Path folder, LabRegister register, LabAgreement agreement, Duration sweep)
      throws IOException {
    Files.createDirectories(folder);
    Files.copy(
        register.policyFile(),
        folder.resolve("policy"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    Files.writeString(folder.resolve("site-policy"), register.sitePolicy());
    Files.writeString(folder.resolve("site.key"), register.siteKey().encoded());
    Files.writeString(folder.resolve("owner.key"), agreement.key(LabAgreement.AURORA).encoded());
    Files.writeString(folder.resolve("charter"), register.charter().hex());
    Files.writeString(folder.resolve("url"), register.url());
    Files.writeString(folder.resolve("sweep"), sweep.toString());
    return in(folder);
  }

  /** Where they are. */
  public Path folder() {
    return folder;
  }

  private String text(String name) throws IOException {
    return Files.readString(folder.resolve(name)).strip();
  }

  Digest charter() throws IOException {
    return new Digest(text("charter"));
  }

  String url() throws IOException {
    return text("url");
  }

  Duration sweep() throws IOException {
    return Duration.parse(text("sweep"));
  }

  Path policyFile() {
    return folder.resolve("policy");
  }

  QuorumPolicy policy() throws IOException {
    return policy(policyFile());
  }

  QuorumPolicy sitePolicy() throws IOException {
    return policy(folder.resolve("site-policy"));
  }

  private static QuorumPolicy policy(Path file) throws IOException {
    try {
      return QuorumPolicy.parse(Files.readAllBytes(file));
    } catch (PolicyRefusedException e) {
      throw new IOException(e);
    }
  }

  SigningKey siteKey() throws IOException {
    return key("site.key");
  }

  SigningKey ownerKey() throws IOException {
    return key("owner.key");
  }

  private SigningKey key(String name) throws IOException {
    try {
      return SigningKey.parse(text(name));
    } catch (MalformedNoteException e) {
      throw new IOException(e);
    }
  }
}
