package dev.standstill.site.metering.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A disk that confirms nothing until it is let go. */
final class BlockedDisk implements JournalDisk {
  private final CountDownLatch blocked = new CountDownLatch(1);
  private final CountDownLatch go = new CountDownLatch(1);

  void awaitBlocked() throws InterruptedException {
    blocked.await();
  }

  void letGo() {
    go.countDown();
  }

  @Override
  public JournalBytes open(Path file) throws IOException {
    RealFile real = new RealFile(file);
    return new JournalBytes() {
      @Override
      public long size() throws IOException {
        return real.size();
      }

      @Override
      public void write(ByteBuffer bytes, long at) throws IOException {
        real.write(bytes, at);
      }

      @Override
      public void truncate(long size) throws IOException {
        real.truncate(size);
      }

      @Override
      public void sync() throws IOException {
        blocked.countDown();
        try {
          go.await();
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
        real.sync();
      }

      @Override
      public void close() throws IOException {
        real.close();
      }
    };
  }
}
