package dev.standstill.evidence.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.standstill.evidence.SourceUnreadableException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleTest {
  private static final String BLOB = "blobs/" + "a".repeat(64);

  @TempDir Path temporary;
  private Path source = Path.of("");
  private int targets;

  @BeforeEach
  void write() throws IOException {
    source = temporary.resolve("source");
    ForkableLog.write(source, 300, ForkableLog.NEVER);
    Files.createDirectories(source.resolve("blobs"));
    Files.write(source.resolve(BLOB), new byte[100_000]);
  }

  private Path bundle() throws IOException {
    Path bundle = temporary.resolve("b.standstill");
    BundleWriter.write(source, bundle);
    return bundle;
  }

  private Path unpack(Path bundle) throws IOException {
    return unpack(bundle, BundleLimits.DEFAULT);
  }

  private Path unpack(Path bundle, BundleLimits limits) throws IOException {
    Path target = Files.createDirectory(temporary.resolve("target" + ++targets));
    Bundle.unpack(bundle, target, limits);
    return target;
  }

  private static Map<String, Integer> files(Path directory) throws IOException {
    Map<String, Integer> files = new TreeMap<>();
    try (Stream<Path> found = Files.walk(directory)) {
      for (Path file : found.filter(Files::isRegularFile).toList()) {
        files.put(directory.relativize(file).toString(), Arrays.hashCode(Files.readAllBytes(file)));
      }
    }
    return files;
  }

  private void refuses(byte[] zip) throws IOException {
    refuses(zip, "");
  }

  private void refuses(byte[] zip, String words) throws IOException {
    Path file = Files.write(temporary.resolve("wrong.standstill"), zip);
    assertThatThrownBy(() -> unpack(file))
        .isInstanceOf(SourceUnreadableException.class)
        .hasMessageContaining("no readable bundle")
        .hasMessageContaining(words);
  }

  @Test
  void givesTheFilesBackByteForByte() throws IOException {
    assertThat(files(unpack(bundle()))).isEqualTo(files(source));
    assertThat(Bundle.list(bundle()))
        .extracting(Bundle.Listed::name)
        .containsExactlyElementsOf(files(source).keySet());
    assertThat(Bundle.claim(bundle())).hasValue(new Bundle.Claim(ForkableLog.KEY.name(), 300));
  }

  @Test
  void writesTheSameBytesForTheSameFilesWhateverTheirTimesAndModes() throws IOException {
    byte[] first = Files.readAllBytes(bundle());
    try (Stream<Path> found = Files.walk(source)) {
      for (Path file : found.filter(Files::isRegularFile).toList()) {
        Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000_000_000L));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      }
    }
    assertThat(Files.readAllBytes(bundle())).isEqualTo(first);
  }

  @Test
  void leavesHiddenFilesOutNamesStrangersAndRefusesLinks() throws IOException {
    byte[] first = Files.readAllBytes(bundle());
    Files.createFile(source.resolve(".writer-lock"));
    Files.createDirectories(source.resolve(".wal/x"));
    Files.createFile(source.resolve("robots.txt"));
    Files.createDirectories(source.resolve("keys"));
    Files.createFile(source.resolve("keys/secret"));
    Path out = temporary.resolve("c.standstill");
    assertThat(BundleWriter.write(source, out).leftOut())
        .containsExactlyInAnyOrder("robots.txt", "keys/");
    assertThat(Files.readAllBytes(out)).isEqualTo(first);
    Path stranger = Files.createFile(source.resolve("tile/x"));
    assertThatThrownBy(() -> BundleWriter.write(source, temporary.resolve("no")))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("tile/x");
    Files.delete(stranger);
    for (String name : List.of("policy", "tile/0/000", "blobs/" + "b".repeat(64), "telemetry")) {
      byte[] bytes =
          Files.isRegularFile(source.resolve(name))
              ? Files.readAllBytes(source.resolve(name))
              : new byte[0];
      boolean there = Files.deleteIfExists(source.resolve(name));
      Files.createSymbolicLink(source.resolve(name), temporary);
      assertThatThrownBy(() -> BundleWriter.write(source, temporary.resolve("no")))
          .as(name)
          .isInstanceOf(FileSystemException.class);
      Files.delete(source.resolve(name));
      if (there) {
        Files.write(source.resolve(name), bytes);
      }
    }
    assertThat(temporary.resolve("no")).doesNotExist();
    try (Stream<Path> left = Files.list(temporary)) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .noneMatch(name -> name.startsWith(".bundle"));
    }
  }

  private static byte[] zip(Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      writing.to(zip);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private interface Writing {
    void to(ZipOutputStream zip) throws IOException;
  }

  private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(bytes);
    zip.closeEntry();
  }

  @Test
  void readsWhatOtherProgramsPack() throws IOException {
    byte[] deflated =
        zip(zip -> {
          put(zip, "policy", "x\n".repeat(1000).getBytes(UTF_8));
          put(zip, "checkpoint", new byte[0]);
          put(zip, BLOB, new byte[200_000]);
        });
    Path file = Files.write(temporary.resolve("other"), deflated);
    Path target = unpack(file);
    assertThat(target.resolve("policy")).hasContent("x\n".repeat(1000));
    assertThat(target.resolve(BLOB)).hasBinaryContent(new byte[200_000]);
    assertThat(Bundle.claim(file)).isEmpty();
    assertThat(files(unpack(Files.write(temporary.resolve("none"), zip(zip -> {}))))).isEmpty();
  }

  @Test
  void refusesEveryNameThatIsNotOfTheLayout() throws IOException {
    for (String name :
        List.of(
            "../policy",
            "/policy",
            "a/../policy",
            "./policy",
            "tile/../policy",
            "tile\\0\\000",
            "C:\\policy",
            "Policy",
            "policy ",
            "policy\u0000",
            "pol\u0131cy",
            "tile/",
            "tile/0/",
            "tile/0/00",
            "tile/0/000.p/0",
            "tile/0/000.p/256",
            "tile/64/000",
            "telemetry/x.parquet",
            "telemetry/" + "A".repeat(64) + ".parquet",
            "blobs/" + "a".repeat(65),
            ".writer-lock",
            "keys/secret",
            "")) {
      refuses(zip(zip -> put(zip, name, new byte[1])), "no source has a file");
    }
  }

  private static byte[] edited(byte[] zip, UnaryOperator<byte[]> edit) {
    return edit.apply(zip.clone());
  }

  private static int find(byte[] bytes, int from, int... pattern) {
    for (int i = from; i <= bytes.length - pattern.length; i++) {
      boolean same = true;
      for (int j = 0; j < pattern.length; j++) {
        same &= bytes[i + j] == (byte) pattern[j];
      }
      if (same) {
        return i;
      }
    }
    throw new AssertionError("not found");
  }

  private static int central(byte[] zip) {
    return find(zip, 0, 'P', 'K', 1, 2);
  }

  @Test
  void refusesDuplicatesLinksEncryptionAndUnknownMethods() throws IOException {
    byte[] two =
        zip(zip -> {
          put(zip, "tile/0/000", new byte[1]);
          put(zip, "tile/0/001", new byte[1]);
        });
    refuses(
        edited(
            two,
            bytes -> {
              byte[] same =
                  new String(bytes, ISO_8859_1)
                      .replace("tile/0/001", "tile/0/000")
                      .getBytes(ISO_8859_1);
              return same;
            }),
        "twice");
    byte[] one = zip(zip -> put(zip, "policy", new byte[100]));
    int central = central(one);
    refuses(
        edited(
            one,
            bytes -> {
              bytes[6] |= 1;
              bytes[central + 8] |= 1;
              return bytes;
            }),
        "encrypted");
    refuses(
        edited(
            one,
            bytes -> {
              bytes[8] = 12;
              bytes[central + 10] = 12;
              return bytes;
            }),
        "unknown way");
    refuses(
        edited(
            one,
            bytes -> {
              bytes[central + 5] = 3;
              bytes[central + 41] = (byte) 0xa1;
              return bytes;
            }),
        "no regular file");
    refuses(
        edited(
            one,
            bytes -> {
              bytes[30] = 'P';
              return bytes;
            }),
        "two names");
    refuses(
        edited(
            one,
            bytes -> {
              bytes[8] = 0;
              return bytes;
            }),
        "described in two ways");
  }

  @Test
  void refusesBytesBeforeBetweenAndBehindAndEveryTruncation() throws IOException {
    byte[] right = Files.readAllBytes(bundle());
    refuses(concat(new byte[] {0}, right));
    refuses(concat(right, new byte[] {0}));
    refuses(concat(right, right));
    for (int length = 0; length < right.length; length += 1 + length / 9) {
      refuses(Arrays.copyOf(right, length));
    }
    refuses(Arrays.copyOf(right, right.length - 1));
    int central = central(right);
    refuses(
        concat(
            concat(Arrays.copyOf(right, central), new byte[1]),
            Arrays.copyOfRange(right, central, right.length)));
  }

  private static byte[] concat(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }

  @Test
  void refusesBombsByWhatComesOutAndNotByWhatTheySay() throws IOException {
    byte[] bomb = zip(zip -> put(zip, BLOB, new byte[50_000_000]));
    assertThat(bomb).hasSizeLessThan(100_000);
    Path file = Files.write(temporary.resolve("bomb"), bomb);
    assertThatThrownBy(() -> unpack(file, new BundleLimits(10, 1_000_000, 1L << 40)))
        .hasMessageContaining("too large");
    assertThatThrownBy(() -> unpack(file, new BundleLimits(10, 1L << 40, 1_000_000)))
        .hasMessageContaining("more than it may");
    assertThatThrownBy(() -> unpack(bundle(), new BundleLimits(3, 1L << 40, 1L << 40)))
        .hasMessageContaining("more than 3 files");
    // The same bomb says that it is small: in its directory, and in what stands behind its bytes.
    int central = central(bomb);
    byte[] small =
        edited(
            bomb,
            bytes -> {
              Arrays.fill(bytes, central + 24, central + 28, (byte) 0);
              Arrays.fill(bytes, central - 4, central, (byte) 0);
              bytes[central + 24] = 100;
              bytes[central - 4] = 100;
              return bytes;
            });
    refuses(small, "larger than it says");
    Path target = temporary.resolve("target" + targets).resolve(BLOB);
    assertThat(Files.size(target)).isLessThan(200_000);
  }

  @Test
  void refusesOverlappingFiles() throws IOException {
    byte[] two =
        zip(zip -> {
          put(zip, "tile/0/000", new byte[1]);
          put(zip, "tile/0/001", new byte[1]);
        });
    int first = central(two);
    int second = find(two, first + 4, 'P', 'K', 1, 2);
    refuses(
        edited(
            two,
            bytes -> {
              Arrays.fill(bytes, second + 42, second + 46, (byte) 0);
              return bytes;
            }));
  }

  @Test
  void noticesEveryAlteredByteOfASmallBundle() throws IOException {
    Path small = temporary.resolve("small");
    ForkableLog.write(small, 2, ForkableLog.NEVER);
    Path file = temporary.resolve("small.standstill");
    BundleWriter.write(small, file);
    byte[] right = Files.readAllBytes(file);
    Map<String, Integer> expected = files(small);
    int silent = 0;
    for (int i = 0; i < right.length; i++) {
      byte[] wrong = right.clone();
      wrong[i] ^= 0x15;
      Files.write(file, wrong);
      try {
        // What nobody acts on may differ: versions, times, attributes.
        assertThat(files(unpack(file))).as("byte " + i).isEqualTo(expected);
        silent++;
      } catch (SourceUnreadableException e) {
        assertThat(e).hasMessageContaining("no readable bundle");
      }
    }
    assertThat(silent).isLessThan(expected.size() * 40);
  }

  @Test
  void opensABundlePrivatelyAndLeavesNothingBehind() throws IOException {
    Path unpacked;
    try (OpenSource open = OpenSource.open(Place.of(bundle().toString()), CopyProgress.NONE)) {
      unpacked = open.directory();
      assertThat(files(unpacked)).isEqualTo(files(source));
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(unpacked)))
          .isEqualTo("rwx------");
    }
    assertThat(unpacked).doesNotExist();
  }
}
