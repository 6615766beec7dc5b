/**
 * Speed, measured on demand and never asserted in a test: these machines are noisy, so every figure
 * is a median of several rounds beside a yardstick taken in the same run.
 *
 * <p>{@link dev.standstill.benchmarks.HourlyInputs} times 100 million readings to hourly balance
 * inputs against DuckDB's own bare aggregate; {@link dev.standstill.benchmarks.TestsBenchmark}
 * times the sequential tests under JMH; {@link dev.standstill.benchmarks.LogReading} times the
 * audit of a log and its proofs against bare hashing. {@link
 * dev.standstill.benchmarks.ReceiverRate} times readings from HTTP to the disk; {@link
 * dev.standstill.benchmarks.SamplingCost} weighs sampling a thousand devices. {@code
 * benchmarks/README.md} has the commands.
 *
 * <p>Example: {@code java -cp 'benchmarks/target/*:benchmarks/target/lib/*'
 * dev.standstill.benchmarks.HourlyInputs 1000000 5}.
 */
@NullMarked
package dev.standstill.benchmarks;

import org.jspecify.annotations.NullMarked;
