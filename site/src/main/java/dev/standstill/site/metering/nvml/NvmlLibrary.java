package dev.standstill.site.metering.nvml;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * NVIDIA's management library, as far as it is needed: how many devices there are, what they are
 * called, what they draw. Each call answers with a code; a value counts only with the code 0. For
 * one thread at a time.
 */
final class NvmlLibrary implements AutoCloseable {
  private static final int OK = 0;
  private static final int FUNCTION_NOT_FOUND = 13;
  private static final int UUID_BYTES = 96;
  private static final int MEMORY_FIELDS = 3;
  private static final int MEMORY_USED = 2;

  /** The library cannot be used. */
  static final class Absent extends Exception {
    private static final long serialVersionUID = 1L;

    Absent(String message) {
      super(message);
    }
  }

  private final Arena arena;
  private final MethodHandle count;
  private final MethodHandle handle;
  private final MethodHandle uuid;
  private final Optional<MethodHandle> power;
  private final Optional<MethodHandle> energy;
  private final Optional<MethodHandle> memory;
  private final MethodHandle shutdown;
  private final MemorySegment answer;
  private final MemorySegment name;
  private int code;

  private NvmlLibrary(Arena arena, SymbolLookup symbols) throws Absent {
    this.arena = arena;
    FunctionDescriptor one = FunctionDescriptor.of(JAVA_INT, ADDRESS);
    FunctionDescriptor two = FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS);
    this.count = needed(symbols, "nvmlDeviceGetCount_v2", one);
    this.handle =
        needed(
            symbols,
            "nvmlDeviceGetHandleByIndex_v2",
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS));
    this.uuid =
        needed(
            symbols,
            "nvmlDeviceGetUUID",
            FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT));
    this.power = found(symbols, "nvmlDeviceGetPowerUsage", two);
    this.energy = found(symbols, "nvmlDeviceGetTotalEnergyConsumption", two);
    this.memory = found(symbols, "nvmlDeviceGetMemoryInfo", two);
    this.shutdown = needed(symbols, "nvmlShutdown", FunctionDescriptor.of(JAVA_INT));
    this.answer = arena.allocate(JAVA_LONG, MEMORY_FIELDS);
    this.name = arena.allocate(UUID_BYTES);
    MethodHandle init = needed(symbols, "nvmlInit_v2", FunctionDescriptor.of(JAVA_INT));
    int started = call(init);
    if (started != OK) {
      throw new Absent("nvmlInit_v2 answers " + words(started));
    }
  }

  /**
   * Loads and starts the library.
   *
   * @param library its name or path
   */
  // The arena lives as long as the library, which closes it.
  @SuppressWarnings({"restricted", "MustBeClosedChecker"})
  static NvmlLibrary load(String library) throws Absent {
    Arena arena = Arena.ofShared();
    try {
      return new NvmlLibrary(arena, SymbolLookup.libraryLookup(library, arena));
    } catch (Absent e) {
      arena.close();
      throw e;
    } catch (IllegalArgumentException e) {
      arena.close();
      throw new Absent("there is no " + library + " here");
    }
  }

  private static MethodHandle needed(
      SymbolLookup symbols, String function, FunctionDescriptor signature) throws Absent {
    return found(symbols, function, signature)
        .orElseThrow(() -> new Absent("the library has no " + function));
  }

  @SuppressWarnings("restricted")
  private static Optional<MethodHandle> found(
      SymbolLookup symbols, String function, FunctionDescriptor signature) {
    return symbols
        .find(function)
        .map(address -> Linker.nativeLinker().downcallHandle(address, signature));
  }

  private static int call(MethodHandle function, Object... arguments) {
    try {
      return (int) function.invokeWithArguments(arguments);
    } catch (Throwable e) {
      throw new IllegalStateException("a call of the library failed in the platform", e);
    }
  }

  /** What the last call answered, in words. */
  String lastAnswer() {
    return words(code);
  }

  /** How many devices there are now; empty if it does not say. */
  OptionalLong devices() {
    code = call(count, answer);
    return code == OK ? OptionalLong.of(answer.get(JAVA_INT, 0)) : OptionalLong.empty();
  }

  /** A device, by its place of now. */
  Optional<MemorySegment> device(int place) {
    code = call(handle, place, answer);
    return code == OK ? Optional.of(answer.get(ADDRESS, 0)) : Optional.empty();
  }

  /** What a device is called, for good. */
  Optional<String> uuid(MemorySegment device) {
    name.fill((byte) 0);
    code = call(uuid, device, name, UUID_BYTES - 1);
    return code == OK ? Optional.of(name.getString(0)) : Optional.empty();
  }

  /** In milliwatts. */
  OptionalLong power(MemorySegment device) {
    return ask(power, device)
        ? OptionalLong.of(Integer.toUnsignedLong(answer.get(JAVA_INT, 0)))
        : OptionalLong.empty();
  }

  /** In millijoules since the driver was loaded. */
  OptionalLong energy(MemorySegment device) {
    return ask(energy, device) ? OptionalLong.of(answer.get(JAVA_LONG, 0)) : OptionalLong.empty();
  }

  /** Memory in use, in bytes. */
  OptionalLong memory(MemorySegment device) {
    return ask(memory, device)
        ? OptionalLong.of(answer.getAtIndex(JAVA_LONG, MEMORY_USED))
        : OptionalLong.empty();
  }

  private boolean ask(Optional<MethodHandle> function, MemorySegment device) {
    if (function.isEmpty()) {
      code = FUNCTION_NOT_FOUND;
      return false;
    }
    answer.fill((byte) 0);
    code = call(function.get(), device, answer);
    return code == OK;
  }

  /** The names of the codes that meters meet; the number says the rest. */
  private static String words(int code) {
    return code
        + switch (code) {
          case 0 -> " (success)";
          case 1 -> " (uninitialized)";
          case 2 -> " (invalid argument)";
          case 3 -> " (not supported)";
          case 4 -> " (no permission)";
          case 6 -> " (not found)";
          case 9 -> " (driver not loaded)";
          case FUNCTION_NOT_FOUND -> " (function not found)";
          case 15 -> " (gpu is lost)";
          case 18 -> " (driver and library differ)";
          default -> "";
        };
  }

  @Override
  public void close() {
    var _ = call(shutdown);
    arena.close();
  }
}
