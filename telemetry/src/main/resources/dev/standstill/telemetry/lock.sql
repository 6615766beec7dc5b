-- DuckDB only. What a hostile file must not be able to change: how much the engine may use, and
-- that it reaches nothing but this file and its own scratch folder.
SET threads = :threads;
SET memory_limit = '512MB';
SET temp_directory = :scratch;
SET max_temp_directory_size = '64GB';
SET autoinstall_known_extensions = false;
SET autoload_known_extensions = false;
SET allow_community_extensions = false;
-- Statistics in a file's footer are the writer's claim: a hostile writer could use them to have the
-- engine skip or simplify the very checks that would find the file out.
SET disabled_optimizers = 'statistics_propagation';
SET allowed_paths = [:file];
SET enable_external_access = false;
SET lock_configuration = true;
