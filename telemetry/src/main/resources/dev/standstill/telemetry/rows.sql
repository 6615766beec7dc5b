SELECT COUNT(*) AS readings FROM readings;
