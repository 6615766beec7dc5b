-- DuckDB only: where readings wait to be written, in the order of their source.
CREATE TABLE incoming (
  source BIGINT, sequence BIGINT, time_micros BIGINT, power_milliwatts BIGINT
);
CREATE TABLE points (source BIGINT, position BIGINT, point VARCHAR);
