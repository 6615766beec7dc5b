-- One page of the series: a result is held in memory as a whole, so it must stay small.
SELECT point, time_micros, power_milliwatts
FROM series
WHERE place > :after AND place <= :after + :page
ORDER BY place;
