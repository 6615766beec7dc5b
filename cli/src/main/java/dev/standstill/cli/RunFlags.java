package dev.standstill.cli;

import dev.standstill.core.quantity.FlopRate;
import dev.standstill.core.quantity.PartsPerMillion;
import dev.standstill.core.rule.AcceleratorPeak;
import dev.standstill.core.rule.AttentionShape;
import dev.standstill.core.rule.DeviceUse;
import dev.standstill.core.rule.Recomputation;
import dev.standstill.core.rule.RunFacts;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the command line says of one run. What it does not say stays unsaid. */
final class RunFlags {

  private static final BigDecimal SECONDS_PER_HOUR = new BigDecimal(3_600);

  @Option(names = "--parameters", paramLabel = "P", description = "All parameters of the model.")
  private @Nullable String parameters;

  @Option(
      names = "--active-parameters",
      paramLabel = "P",
      description = "Those that work on one token, in a mixture of experts.")
  private @Nullable String activeParameters;

  @Option(
      names = "--trainable-parameters",
      paramLabel = "P",
      description = "Those that are trained, where the others are frozen.")
  private @Nullable String trainableParameters;

  @Option(
      names = "--tokens",
      paramLabel = "D",
      description = "Tokens trained on, repetitions, restarts and retries included.")
  private @Nullable String tokens;

  @Option(names = "--layers", paramLabel = "L", description = "With --width and --context.")
  private @Nullable String layers;

  @Option(names = "--width", paramLabel = "W", description = "Width of the residual stream.")
  private @Nullable String width;

  @Option(names = "--context", paramLabel = "C", description = "Tokens in a sequence.")
  private @Nullable String context;

  @Option(
      names = "--recomputation",
      paramLabel = "none|full",
      description = "Whether activations are computed again; default: not known.")
  private @Nullable String recomputation;

  @Option(names = "--chips", paramLabel = "N", description = "How many accelerators.")
  private @Nullable String chips;

  @Option(
      names = "--model",
      paramLabel = "M",
      description = "Which: A100, H100-SXM (or H100), H100-PCIe, H200, MI300X.")
  private @Nullable String model;

  @Option(
      names = "--peak",
      paramLabel = "F",
      description = "Dense peak of one in FLOP/s, for example 989.4T, in place of --model's.")
  private @Nullable String peak;

  @Option(
      names = "--precision",
      paramLabel = "bf16|fp8",
      description = "Number format of the run, which chooses --model's peak; default: bf16.")
  private @Nullable String precision;

  @Option(names = "--hours", paramLabel = "H", description = "How long each worked.")
  private @Nullable String hours;

  @Option(
      names = "--mfu",
      paramLabel = "U",
      description = "Model FLOP utilisation, above 0 and at most 1, for example 0.4.")
  private @Nullable String mfu;

  RunFacts facts() {
    Optional<BigInteger> all = count("--parameters", parameters);
    return new RunFacts(
        all,
        count("--active-parameters", activeParameters),
        count("--trainable-parameters", trainableParameters),
        Optional.ofNullable(tokens).map(text -> StatedNumber.whole("--tokens", text, "1e21")),
        attention(),
        recomputation(),
        devices());
  }

  /** The dense 16-bit peak of all chips together, if both their number and that peak are stated. */
  Optional<FlopRate> cluster() {
    Optional<FlopRate> one =
        peak != null && !eightBit() ? statedPeak() : known().map(AcceleratorPeak::sixteenBit);
    return one.flatMap(rate -> chips().map(rate::times));
  }

  private static Optional<BigInteger> count(String option, @Nullable String stated) {
    return Optional.ofNullable(stated).map(text -> StatedNumber.whole(option, text, "1e18"));
  }

  private Optional<AttentionShape> attention() {
    if (layers == null && width == null && context == null) {
      return Optional.empty();
    }
    if (layers == null || width == null || context == null) {
      throw new IllegalArgumentException("--layers, --width and --context go together");
    }
    return Optional.of(
        new AttentionShape(
            size("--layers", layers), size("--width", width), size("--context", context)));
  }

  private static long size(String option, String text) {
    return StatedNumber.whole(option, text, "1e9").longValueExact();
  }

  private Recomputation recomputation() {
    return switch (recomputation) {
      case null -> Recomputation.UNSTATED;
      case "none" -> Recomputation.NONE;
      case "full" -> Recomputation.FULL;
      case String other ->
          throw new IllegalArgumentException("--recomputation knows none and full, not " + other);
    };
  }

  private List<DeviceUse> devices() {
    boolean eightBit = eightBit();
    Optional<FlopRate> rate =
        statedPeak()
            .or(() -> known().map(found -> eightBit ? eightBit(found) : found.sixteenBit()));
    if (Stream.of(chips, model, peak, hours, mfu).allMatch(flag -> flag == null)) {
      return List.of();
    }
    return List.of(new DeviceUse(chips(), rate, time(), utilisation()));
  }

  private Optional<BigInteger> chips() {
    return Optional.ofNullable(chips).map(text -> StatedNumber.whole("--chips", text, "1e10"));
  }

  private boolean eightBit() {
    return switch (precision) {
      case null -> false;
      case "bf16" -> false;
      case "fp8" -> true;
      case String other ->
          throw new IllegalArgumentException("--precision knows bf16 and fp8, not " + other);
    };
  }

  private Optional<FlopRate> statedPeak() {
    return Optional.ofNullable(peak)
        .map(text -> new FlopRate(StatedNumber.whole("--peak", text, "1e19")));
  }

  private Optional<AcceleratorPeak> known() {
    return Optional.ofNullable(model)
        .map(name ->
            AcceleratorPeak.named(name)
                .orElseThrow(() ->
                    new IllegalArgumentException(
                        "--model knows A100, H100-SXM, H100-PCIe, H200 and MI300X, not "
                            + name
                            + "; of another give --peak alone")));
  }

  private static FlopRate eightBit(AcceleratorPeak model) {
    return model
        .eightBit()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "no FP8 peak is known of --model " + model.name() + "; give --peak"));
  }

  private Optional<Duration> time() {
    return Optional.ofNullable(hours).map(RunFlags::duration);
  }

  private static Duration duration(String text) {
    BigDecimal seconds = StatedNumber.above0("--hours", text, "1e9").multiply(SECONDS_PER_HOUR);
    BigDecimal nanoseconds = seconds.movePointRight(9).stripTrailingZeros();
    if (nanoseconds.scale() > 0) {
      throw new IllegalArgumentException("--hours must be whole nanoseconds, not " + text);
    }
    BigInteger[] parts = nanoseconds.toBigIntegerExact().divideAndRemainder(BigInteger.TEN.pow(9));
    return Duration.ofSeconds(parts[0].longValueExact(), parts[1].longValueExact());
  }

  private Optional<PartsPerMillion> utilisation() {
    return Optional.ofNullable(mfu)
        .map(text -> {
          BigDecimal millionths = StatedNumber.above0("--mfu", text, "1e40").movePointRight(6);
          if (millionths.compareTo(new BigDecimal(1_000_000)) > 0
              || millionths.stripTrailingZeros().scale() > 0) {
            throw new IllegalArgumentException(
                "--mfu must be above 0 and at most 1, with at most six decimals, not " + text);
          }
          return new PartsPerMillion(millionths.intValueExact());
        });
  }
}
