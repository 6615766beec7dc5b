package dev.standstill.log.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/**
 * A disk in memory with a page cache, which can lose its power.
 *
 * <p>What was not synced may be lost when the power goes. Of the bytes of a file there survives
 * nothing, everything, everything up to any byte, or any set of sectors of 512 bytes; of the names,
 * any set of those made, changed or removed, so that a later one may survive an earlier. A
 * directory that does not survive takes along what is in it. A sync that fails may leave bytes that
 * can be read and will never be on the disk, whatever is synced later.
 */
public final class PowerLossStorage implements Storage {
  private static final int SECTOR = 512;

  /** What happens at the chosen operation. */
  public enum Fault {
    /** The process ends before it. */
    END_BEFORE,
    /** The process ends after it; a write may be there in part. */
    END_WITHIN,
    /** It fails, and nothing of it was done; a failed sync loses what it was to sync. */
    FAILS_UNDONE,
    /** It fails although it was done. */
    FAILS_DONE,
    /** It fails half done, as a write on a full disk does; anything else fails undone. */
    FAILS_HALF_DONE
  }

  /** The process has ended; no code of the writer may catch this. */
  public static final class ProcessEnded extends Error {
    private static final long serialVersionUID = 1L;
  }

  private static final class Inode {
    /** None for a directory. */
    private byte[] durable = new byte[0];

    private byte[] cached = new byte[0];
    private final List<Write> unsynced = new ArrayList<>();
    private boolean directory;
  }

  private static final class Write {
    private final int position;
    private final byte[] bytes;

    Write(int position, byte[] bytes) {
      this.position = position;
      this.bytes = bytes;
    }
  }

  /** A change of names that is not durable before its directory is synced. */
  private record Change(String directory, Optional<String> removed, Optional<Named> added) {}

  private record Named(String path, Inode inode) {}

  private final Map<String, Inode> durable = new TreeMap<>();
  private final Map<String, Inode> cached = new TreeMap<>();
  private final List<Change> changes = new ArrayList<>();
  private final Random random;
  private long operations;
  private long faultAt = Long.MAX_VALUE;
  private Fault fault = Fault.END_BEFORE;
  private boolean locked;

  public PowerLossStorage(long seed) {
    this.random = new Random(seed);
  }

  /** Arranges for a fault at the n-th operation from now that changes or syncs something. */
  public void faultAt(long operation, Fault what) {
    faultAt = operations + operation;
    fault = what;
  }

  /** How many operations there were that a fault could have hit. */
  public long operations() {
    return operations;
  }

  /** The process has ended, and another begins on the same running machine. */
  public void restartProcess() {
    faultAt = Long.MAX_VALUE;
    locked = false;
  }

  /** The power goes and comes back: what the disk holds now is all there is. */
  public void losePower() {
    restartProcess();
    Map<String, Inode> survived = new TreeMap<>(durable);
    for (Change change : changes) {
      if (random.nextBoolean()) {
        apply(change, survived);
      }
    }
    changes.clear();
    survived.keySet().removeIf(path -> !isReachable(path, survived));
    durable.clear();
    durable.putAll(survived);
    cached.clear();
    cached.putAll(survived);
    survived.values().stream().distinct().forEach(this::surviveLossOfPower);
  }

  private static boolean isReachable(String path, Map<String, Inode> names) {
    for (String parent = parentOf(path); !parent.isEmpty(); parent = parentOf(parent)) {
      Inode inode = names.get(parent);
      if (inode == null || !inode.directory) {
        return false;
      }
    }
    return true;
  }

  private void surviveLossOfPower(Inode inode) {
    byte[] bytes = inode.durable;
    int choice = random.nextInt(4);
    int whole = random.nextInt(inode.unsynced.size() + 1);
    for (int i = 0; i < inode.unsynced.size(); i++) {
      Write write = inode.unsynced.get(i);
      bytes =
          switch (choice) {
            case 0 -> bytes;
            case 1 -> applied(bytes, write.position, write.bytes);
            case 2 -> i > whole ? bytes : applied(bytes, write, i == whole);
            default -> sectors(bytes, write);
          };
    }
    inode.unsynced.clear();
    inode.durable = bytes;
    inode.cached = bytes;
  }

  private byte[] applied(byte[] bytes, Write write, boolean torn) {
    int length = torn ? random.nextInt(write.bytes.length + 1) : write.bytes.length;
    return applied(bytes, write.position, Arrays.copyOf(write.bytes, length));
  }

  private byte[] sectors(byte[] bytes, Write write) {
    byte[] result = bytes;
    int end = write.position + write.bytes.length;
    for (int at = write.position; at < end; ) {
      int next = Math.min(end, (at / SECTOR + 1) * SECTOR);
      if (random.nextBoolean()) {
        int start = at - write.position;
        byte[] part = Arrays.copyOfRange(write.bytes, start, next - write.position);
        result = applied(result, at, part);
      }
      at = next;
    }
    return result;
  }

  private static byte[] applied(byte[] bytes, int position, byte[] written) {
    if (written.length == 0) {
      return bytes;
    }
    byte[] result = Arrays.copyOf(bytes, Math.max(bytes.length, position + written.length));
    System.arraycopy(written, 0, result, position, written.length);
    return result;
  }

  private static void apply(Change change, Map<String, Inode> names) {
    change.removed().ifPresent(names::remove);
    change.added().ifPresent(named -> names.put(named.path(), named.inode()));
  }

  private static String parentOf(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  /** Every file that can be read, with its bytes. */
  public Map<String, byte[]> files() {
    Map<String, byte[]> files = new TreeMap<>();
    cached.forEach((path, inode) -> {
      if (!inode.directory) {
        files.put(path, inode.cached.clone());
      }
    });
    return files;
  }

  @FunctionalInterface
  private interface Operation {
    void run() throws IOException;
  }

  /** Runs an operation, or the fault that was arranged for it. */
  private void operate(Operation done, Operation half, Operation undone) throws IOException {
    operations++;
    if (operations != faultAt) {
      done.run();
      return;
    }
    switch (fault) {
      case END_BEFORE -> throw new ProcessEnded();
      case END_WITHIN -> {
        (random.nextBoolean() ? done : half).run();
        throw new ProcessEnded();
      }
      case FAILS_UNDONE -> undone.run();
      case FAILS_DONE -> done.run();
      case FAILS_HALF_DONE -> half.run();
    }
    throw new IOException(fault + " at operation " + operations);
  }

  private void operate(Operation done) throws IOException {
    operate(done, () -> {}, () -> {});
  }

  private void change(Change change) {
    apply(change, cached);
    changes.add(change);
  }

  @Override
  public Optional<byte[]> read(String path, int bytesMax) throws IOException {
    Inode inode = cached.get(path);
    if (inode == null) {
      return Optional.empty();
    }
    if (inode.directory || inode.cached.length > bytesMax) {
      throw new IOException(path + " is a directory or too large");
    }
    return Optional.of(inode.cached.clone());
  }

  @Override
  public List<String> list(String directory) {
    List<String> names = new ArrayList<>();
    for (String path : cached.keySet()) {
      if (!path.isEmpty() && parentOf(path).equals(directory)) {
        names.add(path.substring(path.lastIndexOf('/') + 1));
      }
    }
    return names;
  }

  private void requireParent(String path) throws IOException {
    if (!parentOf(path).isEmpty() && !cached.containsKey(parentOf(path))) {
      throw new FileNotFoundException(path);
    }
  }

  @Override
  public OutputFile create(String path) throws IOException {
    requireParent(path);
    if (cached.containsKey(path)) {
      throw new IOException(path + " exists");
    }
    Inode inode = new Inode();
    operate(() ->
        change(new Change(parentOf(path), Optional.empty(), Optional.of(new Named(path, inode)))));
    return new CachedFile(inode);
  }

  @Override
  public void makeDirectory(String path) throws IOException {
    requireParent(path);
    if (cached.containsKey(path)) {
      return;
    }
    Inode inode = new Inode();
    inode.directory = true;
    operate(() ->
        change(new Change(parentOf(path), Optional.empty(), Optional.of(new Named(path, inode)))));
  }

  @Override
  public void rename(String from, String to) throws IOException {
    Inode inode = cached.get(from);
    if (inode == null) {
      throw new FileNotFoundException(from);
    }
    requireParent(to);
    operate(() ->
        change(new Change(parentOf(to), Optional.of(from), Optional.of(new Named(to, inode)))));
  }

  @Override
  public void delete(String path) throws IOException {
    if (!cached.containsKey(path)) {
      return;
    }
    if (!list(path).isEmpty()) {
      throw new IOException(path + " is not empty");
    }
    operate(() -> change(new Change(parentOf(path), Optional.of(path), Optional.empty())));
  }

  @Override
  public void syncDirectory(String path) throws IOException {
    operate(() -> {
      for (Change change : List.copyOf(changes)) {
        if (change.directory().equals(path)) {
          apply(change, durable);
          changes.remove(change);
        }
      }
    });
  }

  @Override
  public void syncAll(Collection<String> paths) throws IOException {
    for (String path : paths) {
      Inode inode = cached.get(path);
      if (inode == null) {
        throw new FileNotFoundException(path);
      }
      sync(inode);
    }
  }

  private void sync(Inode inode) throws IOException {
    operate(
        () -> {
          inode.unsynced.forEach(w -> inode.durable = applied(inode.durable, w.position, w.bytes));
          inode.unsynced.clear();
        },
        () -> {
          int half = inode.unsynced.size() / 2;
          inode
              .unsynced
              .subList(0, half)
              .forEach(w -> inode.durable = applied(inode.durable, w.position, w.bytes));
          inode.unsynced.clear();
        },
        () -> {
          // The pages count as clean: no later sync writes them. They may be read, or not even.
          inode.unsynced.clear();
          if (random.nextBoolean()) {
            inode.cached = inode.durable;
          }
        });
  }

  @Override
  public Optional<Closeable> lock(String path) throws IOException {
    if (locked) {
      return Optional.empty();
    }
    if (!cached.containsKey(path)) {
      create(path).close();
    }
    locked = true;
    return Optional.of(() -> locked = false);
  }

  private final class CachedFile implements OutputFile {
    private final Inode inode;
    private int position;

    CachedFile(Inode inode) {
      this.inode = inode;
    }

    private void put(byte[] bytes) {
      inode.cached = applied(inode.cached, position, bytes);
      inode.unsynced.add(new Write(position, bytes));
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      byte[] written = Arrays.copyOfRange(bytes, offset, offset + length);
      operate(
          () -> put(written),
          () -> put(Arrays.copyOf(written, random.nextInt(length + 1))),
          () -> {});
      position += length;
    }

    @Override
    public void reserve(int length) throws IOException {
      operate(() -> put(new byte[length]));
    }

    @Override
    public void sync() throws IOException {
      PowerLossStorage.this.sync(inode);
    }

    @Override
    public void close() {}
  }

  /** The bytes of all files one after the other, to compare two states. */
  public byte[] fingerprint(String... excluded) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    files()
        .forEach((path, bytes) -> {
          if (Arrays.stream(excluded).noneMatch(path::startsWith)) {
            all.writeBytes((path + "\n" + bytes.length + "\n").getBytes(UTF_8));
            all.writeBytes(bytes);
          }
        });
    return all.toByteArray();
  }
}
