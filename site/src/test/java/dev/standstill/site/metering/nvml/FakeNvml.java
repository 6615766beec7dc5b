package dev.standstill.site.metering.nvml;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.standstill.site.metering.RealComponent;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** A library of our own that does as it is told; built by the system's compiler. */
@SuppressWarnings("restricted")
final class FakeNvml {
  private final Arena arena = Arena.ofAuto();
  private final Path library;
  private final SymbolLookup symbols;

  FakeNvml(Path folder) throws IOException, InterruptedException {
    RealComponent.require("gcc");
    Path source =
        Path.of(
            Objects.requireNonNullElse(System.getProperty("repositoryRoot"), ".."),
            "site/src/test/native/fake_nvml.c");
    library = folder.resolve("libfakenvml.so");
    Process gcc =
        new ProcessBuilder(
                "gcc",
                "-Wall",
                "-Wextra",
                "-Werror",
                "-Wno-stringop-truncation",
                "-shared",
                "-fPIC",
                "-o",
                library.toString(),
                source.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(gcc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!gcc.waitFor(60, TimeUnit.SECONDS) || gcc.exitValue() != 0) {
      throw new AssertionError("gcc: " + said);
    }
    symbols = SymbolLookup.libraryLookup(library, arena);
  }

  String path() {
    return library.toString();
  }

  private void call(String function, FunctionDescriptor signature, Object... arguments) {
    MethodHandle handle =
        Linker.nativeLinker().downcallHandle(symbols.find(function).orElseThrow(), signature);
    try {
      var _ = handle.invokeWithArguments(arguments);
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  void reset(int devices) {
    call("fake_reset", FunctionDescriptor.ofVoid(JAVA_INT), devices);
  }

  void device(int place, String uuid, int milliwatts, long millijoules) {
    call(
        "fake_device_is",
        FunctionDescriptor.ofVoid(JAVA_INT, ADDRESS, JAVA_INT, JAVA_LONG),
        place,
        arena.allocateFrom(uuid),
        milliwatts,
        millijoules);
  }

  void codes(int place, int handle, int uuid, int power, int energy, int memory) {
    call(
        "fake_codes",
        FunctionDescriptor.ofVoid(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT),
        place,
        handle,
        uuid,
        power,
        energy,
        memory);
  }

  void libraryCodes(int init, int count) {
    call("fake_library_codes", FunctionDescriptor.ofVoid(JAVA_INT, JAVA_INT), init, count);
  }
}
