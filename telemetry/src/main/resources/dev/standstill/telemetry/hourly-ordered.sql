-- DuckDB only: hourly.sql for readings that already stand in order, without sorting them.
--
-- LAG over no partition and no order follows the file's rows as they stream by, on one thread; two
-- halves of the file use two. The caller must check from first_row, readings and intervals that
-- each point stands in one run of rows whose times only rise; else this result means nothing.
-- Units here are mW us, doubled.
WITH halves AS (
  SELECT
    point, time_micros, power_milliwatts, file_row_number,
    LAG(time_micros) OVER () AS previous_time,
    LAG(power_milliwatts) OVER () AS previous_power
  FROM read_parquet(:file, hive_partitioning = false, file_row_number = true)
  WHERE file_row_number < :middle
  UNION ALL
  SELECT * FROM (
    SELECT
      point, time_micros, power_milliwatts, file_row_number,
      LAG(time_micros) OVER () AS previous_time,
      LAG(power_milliwatts) OVER () AS previous_power
    FROM read_parquet(:file, hive_partitioning = false, file_row_number = true)
    WHERE file_row_number >= :middle - 1
  ) AS second_half
  WHERE file_row_number >= :middle
),
paired AS (
  SELECT
    point,
    time_micros // 3600000000 AS hour,
    file_row_number,
    power_milliwatts,
    CASE WHEN time_micros > previous_time
      THEN (power_milliwatts + previous_power) * (time_micros - previous_time) END AS energy_units
  FROM halves
)
SELECT
  point,
  hour,
  COUNT(*) AS readings,
  COUNT(energy_units) AS intervals,
  MIN(file_row_number) AS first_row,
  MIN(power_milliwatts) AS minimum_milliwatts,
  MAX(power_milliwatts) AS maximum_milliwatts,
  SUM(energy_units) AS energy_units
FROM paired
GROUP BY point, hour
ORDER BY first_row;
