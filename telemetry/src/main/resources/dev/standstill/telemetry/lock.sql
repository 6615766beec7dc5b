-- DuckDB only. Statistics in a file's footer are the writer's claim: a hostile writer could use
-- them to have the engine skip or simplify the very checks that would find the file out.
SET disabled_optimizers = 'statistics_propagation';
SET allowed_paths = [:file];
SET enable_external_access = false;
SET lock_configuration = true;
