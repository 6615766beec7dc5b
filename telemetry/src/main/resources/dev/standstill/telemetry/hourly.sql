-- Energy a point and hour, for readings in any order. An interval belongs to the hour it ends in,
-- so that the hours add up to the whole. Units as in measure.sql.
WITH stamps AS (
  SELECT
    point,
    time_micros,
    COUNT(*) AS repeats,
    SUM(power_milliwatts) AS power_sum,
    MIN(power_milliwatts) AS lowest,
    MAX(power_milliwatts) AS highest
  FROM readings
  GROUP BY point, time_micros
),
averaged AS (
  SELECT
    point,
    time_micros,
    repeats,
    lowest,
    highest,
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
    lowest,
    highest,
    scaled_power,
    LAG(time_micros) OVER (PARTITION BY point ORDER BY time_micros) AS previous_time,
    LAG(scaled_power) OVER (PARTITION BY point ORDER BY time_micros) AS previous_power
  FROM averaged
)
SELECT
  point,
  time_micros - time_micros % 3600000000 AS hour_micros,
  SUM(repeats) AS readings,
  MIN(lowest) AS minimum_milliwatts,
  MAX(highest) AS maximum_milliwatts,
  COUNT(previous_time) AS intervals,
  SUM(CASE WHEN previous_time IS NOT NULL
             AND (scaled_power IS NULL OR previous_power IS NULL) THEN 1 ELSE 0 END) AS inexact,
  SUM(CAST(scaled_power + previous_power AS DECIMAL(21, 0))
    * CAST(time_micros - previous_time AS DECIMAL(16, 0))) AS energy_units
FROM neighbours
GROUP BY point, time_micros - time_micros % 3600000000;
