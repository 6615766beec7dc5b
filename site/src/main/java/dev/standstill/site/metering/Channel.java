package dev.standstill.site.metering;

import dev.standstill.telemetry.MeterReading;

/**
 * What a reading is a reading of. A closed list, each with its unit, all in whole numbers.
 *
 * <p>The share of time in which any kernel ran ({@code utilization.gpu} of NVML, {@code
 * DCGM_FI_DEV_GPU_UTIL}) is not among them on purpose: a device may show 100 % of it and compute
 * next to nothing.
 */
public enum Channel {
  /** Power now, in milliwatts. What energies are made of. */
  POWER(1, MeterReading.MILLIWATTS_MAX),
  /** Energy since the driver was loaded, in millijoules; falls to 0 when it is loaded again. */
  TOTAL_ENERGY(2, Long.MAX_VALUE),
  /** Cycles in which the tensor pipe was active, in parts per million. */
  TENSOR_ACTIVE(3, 1_000_000),
  /** Cycles in which the device memory was read or written, in parts per million. */
  DRAM_ACTIVE(4, 1_000_000),
  /** Cycles in which a multiprocessor had work, in parts per million. */
  SM_ACTIVE(5, 1_000_000),
  /** Sent over NVLink, in bytes a second. */
  NVLINK_TRANSMITTED(6, Long.MAX_VALUE),
  /** Received over NVLink, in bytes a second. */
  NVLINK_RECEIVED(7, Long.MAX_VALUE),
  /** Device memory in use, in bytes. */
  MEMORY_USED(8, Long.MAX_VALUE);

  private final int code;
  private final long greatest;

  Channel(int code, long greatest) {
    this.code = code;
    this.greatest = greatest;
  }

  /** How it is written in a journal: never changed, never used again. */
  public int code() {
    return code;
  }

  /** No true reading is above this. */
  public long greatest() {
    return greatest;
  }

  /** The channel of a code that {@link #code} gave. */
  public static Channel ofCode(int code) {
    for (Channel channel : values()) {
      if (channel.code == code) {
        return channel;
      }
    }
    throw new IllegalArgumentException("no channel has the code " + code);
  }
}
