CREATE TABLE limits (point VARCHAR, limit_milliwatts BIGINT);
