SELECT * FROM readings LIMIT 0;
