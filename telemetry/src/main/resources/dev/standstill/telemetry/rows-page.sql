-- DuckDB only. One page of a file's rows, as they stand in it.
SELECT point, time_micros, power_milliwatts
FROM read_parquet(:file, hive_partitioning = false, file_row_number = true)
WHERE file_row_number >= :from_row AND file_row_number < :to_row
ORDER BY file_row_number;
