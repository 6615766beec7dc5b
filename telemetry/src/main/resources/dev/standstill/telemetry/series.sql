-- Every reading inside, in time order; equal stamps by power, so that a reordered copy is a copy.
CREATE TEMPORARY TABLE series AS
SELECT
  ROW_NUMBER() OVER (ORDER BY point, time_micros, power_milliwatts) AS place,
  point,
  time_micros,
  power_milliwatts
FROM readings
WHERE time_micros >= :from_micros AND time_micros <= :to_micros
ORDER BY point, time_micros, power_milliwatts;
