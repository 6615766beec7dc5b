package dev.standstill.log.witness;

import dev.standstill.log.storage.Storage;
import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Files in memory that forget, when power fails, every byte and every name that was not synced; and
 * whose n-th change can fail, with or without having been done.
 */
final class LosingStorage implements Storage {
  private static final class Node {
    private final boolean directory;
    private byte[] bytes = new byte[0];
    private byte[] synced = new byte[0];

    Node(boolean directory) {
      this.directory = directory;
    }
  }

  private final Map<String, Node> live = new TreeMap<>();
  private final Map<String, Node> durable = new TreeMap<>();
  private int changes;
  private int failAt = -1;
  private boolean failDone;

  /** The change with this number from now fails; {@code done} says whether it happened. */
  void failAt(int change, boolean done) {
    failAt = changes + change;
    failDone = done;
  }

  int changes() {
    return changes;
  }

  /** What is left after a loss of power. */
  LosingStorage afterPowerLoss() {
    LosingStorage left = new LosingStorage();
    durable.forEach((path, node) -> {
      Node survivor = new Node(node.directory);
      survivor.bytes = node.synced;
      survivor.synced = node.synced;
      int slash = path.lastIndexOf('/');
      if (slash < 0 || left.durable.containsKey(path.substring(0, slash))) {
        left.live.put(path, survivor);
        left.durable.put(path, survivor);
      }
    });
    return left;
  }

  private interface Change {
    void run() throws IOException;
  }

  private synchronized void change(Change change) throws IOException {
    boolean fails = changes++ == failAt;
    if (!fails || failDone) {
      change.run();
    }
    if (fails) {
      throw new IOException("injected");
    }
  }

  @Override
  public synchronized Optional<byte[]> read(String path, int bytesMax) throws IOException {
    Optional<byte[]> bytes = Optional.ofNullable(live.get(path)).map(node -> node.bytes.clone());
    if (bytes.isPresent() && bytes.get().length > bytesMax) {
      throw new IOException("too large");
    }
    return bytes;
  }

  @Override
  public synchronized List<String> list(String directory) {
    String prefix = directory.isEmpty() ? "" : directory + "/";
    return live.keySet().stream()
        .filter(path -> path.startsWith(prefix) && path.indexOf('/', prefix.length()) < 0)
        .map(path -> path.substring(prefix.length()))
        .toList();
  }

  @Override
  public OutputFile create(String path) throws IOException {
    Node node = new Node(false);
    change(() -> {
      if (live.putIfAbsent(path, node) != null) {
        throw new IOException(path + " exists");
      }
    });
    return new OutputFile() {
      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        change(() -> {
          byte[] longer = Arrays.copyOf(node.bytes, node.bytes.length + length);
          System.arraycopy(bytes, offset, longer, node.bytes.length, length);
          node.bytes = longer;
        });
      }

      @Override
      public void reserve(int length) {
        throw new UnsupportedOperationException("a witness replaces whole files");
      }

      @Override
      public void sync() throws IOException {
        change(() -> node.synced = node.bytes);
      }

      @Override
      public void close() {}
    };
  }

  @Override
  public void makeDirectory(String path) throws IOException {
    change(() -> live.putIfAbsent(path, new Node(true)));
  }

  @Override
  public void rename(String from, String to) throws IOException {
    change(() -> live.put(to, Optional.ofNullable(live.remove(from)).orElseThrow()));
  }

  @Override
  public void delete(String path) throws IOException {
    change(() -> live.remove(path));
  }

  @Override
  public void syncDirectory(String path) throws IOException {
    change(() -> {
      String prefix = path.isEmpty() ? "" : path + "/";
      durable.keySet().removeIf(name -> isIn(name, prefix));
      live.forEach((name, node) -> {
        if (isIn(name, prefix)) {
          durable.put(name, node);
        }
      });
    });
  }

  @Override
  public OutputFile continueAt(String path, long length) {
    throw new UnsupportedOperationException("a witness replaces whole files");
  }

  @Override
  public void syncAll(Collection<String> paths) {
    throw new UnsupportedOperationException("a witness replaces whole files");
  }

  @Override
  public Optional<Closeable> lock(String path) {
    return Optional.of(() -> {});
  }

  private static boolean isIn(String name, String prefix) {
    return name.startsWith(prefix) && name.indexOf('/', prefix.length()) < 0;
  }
}
