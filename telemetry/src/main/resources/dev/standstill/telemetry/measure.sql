-- One row a measurement point, all in whole numbers. Only readings inside the period count, but for
-- the judgement of the clocks.
--
-- energy_units: trapezoids between successive time stamps, stamps that repeat averaged. An average
-- of up to 16 values is exact once scaled by 720720, which 1 to 16 divide; the unit is therefore
-- mW us / (2 * 720720). Stamps that repeat more often have no exact average here, and no energy.
--
-- gaps_micros: in all, the intervals longer than :gap_factor times the point's median interval.
WITH clocks AS (
  -- A meter's clock is judged by all that the file holds of it, not only by the period.
  SELECT
    point,
    SUM(CASE WHEN step < 0 THEN 1 ELSE 0 END) AS backward_steps,
    COUNT(*) - COUNT(DISTINCT time_micros) AS repeated_stamps
  FROM (
    SELECT
      point,
      time_micros,
      time_micros - LAG(time_micros) OVER (PARTITION BY point ORDER BY sequence) AS step
    FROM readings
  ) AS stepped
  GROUP BY point
),
counted AS (
  SELECT
    readings.point AS point,
    COUNT(*) AS readings,
    MAX(power_milliwatts) AS maximum_milliwatts,
    COUNT(DISTINCT power_milliwatts) AS distinct_powers,
    SUM(CASE WHEN power_milliwatts > limit_milliwatts THEN 1 ELSE 0 END) AS above_limit
  FROM readings
  LEFT JOIN limits ON limits.point = readings.point
  WHERE time_micros >= :from_micros AND time_micros <= :to_micros
  GROUP BY readings.point
),
stamps AS (
  SELECT
    point,
    time_micros,
    COUNT(*) AS repeats,
    SUM(power_milliwatts) AS power_sum
  FROM readings
  WHERE time_micros >= :from_micros AND time_micros <= :to_micros
  GROUP BY point, time_micros
),
averaged AS (
  SELECT
    point,
    time_micros,
    repeats,
    CASE WHEN repeats <= 16 THEN
      CAST(power_sum AS DECIMAL(22, 0)) * CAST(CASE repeats
        WHEN 1 THEN 720720 WHEN 2 THEN 360360 WHEN 3 THEN 240240 WHEN 4 THEN 180180
        WHEN 5 THEN 144144 WHEN 6 THEN 120120 WHEN 7 THEN 102960 WHEN 8 THEN 90090
        WHEN 9 THEN 80080 WHEN 10 THEN 72072 WHEN 11 THEN 65520 WHEN 12 THEN 60060
        WHEN 13 THEN 55440 WHEN 14 THEN 51480 WHEN 15 THEN 48048 WHEN 16 THEN 45045
      END AS DECIMAL(6, 0))
    END AS scaled_power
  FROM stamps
),
neighbours AS (
  SELECT
    point,
    time_micros,
    repeats,
    scaled_power,
    LAG(time_micros) OVER (PARTITION BY point ORDER BY time_micros) AS previous_time,
    LAG(scaled_power) OVER (PARTITION BY point ORDER BY time_micros) AS previous_power
  FROM averaged
),
intervals AS (
  SELECT
    point,
    time_micros,
    repeats,
    previous_time,
    time_micros - previous_time AS interval_micros,
    CAST(scaled_power + previous_power AS DECIMAL(21, 0))
      * CAST(time_micros - previous_time AS DECIMAL(16, 0)) AS energy_units
  FROM neighbours
),
rhythm AS (
  SELECT
    point,
    MAX(interval_micros) AS longest_micros,
    PERCENTILE_DISC(0.5) WITHIN GROUP (ORDER BY interval_micros) AS median_micros
  FROM intervals
  GROUP BY point
),
summed AS (
  SELECT
    intervals.point AS point,
    COUNT(*) AS stamps,
    MAX(repeats) AS most_repeats,
    MIN(time_micros) AS first_micros,
    MAX(time_micros) AS last_micros,
    MAX(longest_micros) AS longest_micros,
    MIN(CASE WHEN interval_micros = longest_micros THEN previous_time END) AS gap_start_micros,
    SUM(CASE WHEN interval_micros > :gap_factor * median_micros THEN interval_micros ELSE 0 END)
      AS gaps_micros,
    MAX(median_micros) AS median_micros,
    SUM(energy_units) AS energy_units
  FROM intervals
  JOIN rhythm ON rhythm.point = intervals.point
  GROUP BY intervals.point
)
SELECT
  clocks.point AS point,
  COALESCE(counted.readings, 0) AS readings,
  stamps,
  most_repeats,
  first_micros,
  last_micros,
  longest_micros,
  gap_start_micros,
  gaps_micros,
  median_micros,
  backward_steps,
  repeated_stamps,
  above_limit,
  maximum_milliwatts,
  distinct_powers,
  energy_units
FROM clocks
LEFT JOIN counted ON counted.point = clocks.point
LEFT JOIN summed ON summed.point = clocks.point;
