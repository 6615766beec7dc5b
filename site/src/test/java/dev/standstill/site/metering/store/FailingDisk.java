package dev.standstill.site.metering.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Random;

/** A disk that is full now and then, after it took a part, or that fails to confirm. */
final class FailingDisk implements JournalDisk {
  private final Random random;
  private final boolean atSync;

  FailingDisk(Random random, boolean atSync) {
    this.random = random;
    this.atSync = atSync;
  }

  @Override
  public JournalBytes open(Path file) throws IOException {
    return new Failing(new RealFile(file));
  }

  private final class Failing implements JournalBytes {
    private final JournalBytes real;

    Failing(JournalBytes real) {
      this.real = real;
    }

    private boolean fails() {
      return random.nextInt(4) == 0;
    }

    @Override
    public long size() throws IOException {
      return real.size();
    }

    @Override
    public void write(ByteBuffer bytes, long at) throws IOException {
      if (!atSync && fails()) {
        real.write(bytes.slice(0, random.nextInt(bytes.remaining())), at);
        throw new IOException("No space left on device");
      }
      real.write(bytes, at);
    }

    @Override
    public void truncate(long size) throws IOException {
      real.truncate(size);
    }

    @Override
    public void sync() throws IOException {
      if (atSync && fails()) {
        throw new IOException("Input/output error");
      }
      real.sync();
    }

    @Override
    public void close() throws IOException {
      real.close();
    }
  }
}
