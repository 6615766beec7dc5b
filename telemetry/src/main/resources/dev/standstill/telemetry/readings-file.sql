-- DuckDB only. One order, one thread, one row-group size: the same readings give the same bytes.
COPY (
  SELECT
    points.point AS point,
    incoming.sequence AS sequence,
    incoming.time_micros AS time_micros,
    incoming.power_milliwatts AS power_milliwatts
  FROM incoming
  JOIN points ON points.source = incoming.source
  ORDER BY points.position, incoming.sequence
) TO :file (
  FORMAT parquet, COMPRESSION zstd, PARQUET_VERSION V2, ROW_GROUP_SIZE 122880, USE_TMP_FILE false
);
