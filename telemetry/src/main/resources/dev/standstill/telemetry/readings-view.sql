-- DuckDB only: on another engine `readings` is a view of the same four columns.
-- Folders named key=value must not add columns, so that a file means the same wherever it lies.
CREATE VIEW readings AS
SELECT * FROM read_parquet(:file, hive_partitioning = false, file_row_number = false);
