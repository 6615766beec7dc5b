package dev.standstill.cli.authorship;

import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * JGit's view of the machine without anybody's settings: a history must count alike for everyone,
 * and reading it must write nothing. JGit otherwise measures the disk's clock and writes what it
 * found into the home folder.
 */
final class QuietSystem extends SystemReader.Delegate {

  private QuietSystem(SystemReader machine) {
    super(machine);
  }

  static synchronized void install() {
    if (!(SystemReader.getInstance() instanceof QuietSystem)) {
      SystemReader.setInstance(new QuietSystem(SystemReader.getInstance()));
    }
  }

  @Override
  public FileBasedConfig openUserConfig(@Nullable Config parent, FS fs) {
    return new Nothing(parent, fs);
  }

  @Override
  public FileBasedConfig openSystemConfig(@Nullable Config parent, FS fs) {
    return new Nothing(parent, fs);
  }

  @Override
  public FileBasedConfig openJGitConfig(@Nullable Config parent, FS fs) {
    return new Nothing(parent, fs);
  }

  /** Settings that are always empty and never written. */
  private static final class Nothing extends FileBasedConfig {
    Nothing(@Nullable Config parent, FS fs) {
      super(parent, null, fs);
    }

    @Override
    public void load() {}

    @Override
    public boolean isOutdated() {
      return false;
    }

    @Override
    public void save() {}
  }
}
