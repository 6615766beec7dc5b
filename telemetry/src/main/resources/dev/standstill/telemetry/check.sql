-- What no honest writer of readings produces. Any count above zero makes the file unreadable.
SELECT
  COUNT(*) AS readings,
  SUM(CASE WHEN point IS NULL OR sequence IS NULL OR time_micros IS NULL
             OR power_milliwatts IS NULL THEN 1 ELSE 0 END) AS with_nulls,
  SUM(CASE WHEN TRIM(point) = '' OR LENGTH(point) > :point_length_max THEN 1 ELSE 0 END)
    AS unnamed,
  SUM(CASE WHEN time_micros < 0 OR time_micros > :time_micros_max THEN 1 ELSE 0 END)
    AS outside_time,
  SUM(CASE WHEN power_milliwatts < 0 OR power_milliwatts > :milliwatts_max THEN 1 ELSE 0 END)
    AS absurd_power,
  SUM(CASE WHEN sequence <> previous + 1 THEN 1 ELSE 0 END) AS broken_sequence
FROM (
  SELECT
    point, sequence, time_micros, power_milliwatts,
    LAG(sequence, 1, -1) OVER (PARTITION BY point ORDER BY sequence) AS previous
  FROM readings
) AS numbered;
