-- DuckDB only: the same for readings that already stand in order, without sorting them.
--
-- LAG over no partition and no order follows the file's rows as they stream by, on one thread; two
-- halves of the file use two. The caller must check from first_row, last_row, breaks and
-- first_break that each point stands in one run of rows whose times only rise; else this result
-- means nothing. Units here are mW us, doubled.
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
)
SELECT
  point,
  time_micros // 3600000000 AS hour,
  COUNT(*) AS readings,
  COUNT(power_milliwatts) AS powers,
  MIN(power_milliwatts) AS minimum_milliwatts,
  MAX(power_milliwatts) AS maximum_milliwatts,
  MIN(file_row_number) AS first_row,
  MAX(file_row_number) AS last_row,
  COUNT(*) FILTER (WHERE time_micros <= previous_time) AS breaks,
  MIN(file_row_number) FILTER (WHERE time_micros <= previous_time) AS first_break,
  SUM(CASE WHEN time_micros > previous_time
    THEN (power_milliwatts + previous_power) * (time_micros - previous_time) END) AS energy_units
FROM halves
GROUP BY point, hour
ORDER BY first_row;
