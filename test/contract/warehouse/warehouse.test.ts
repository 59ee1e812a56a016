import { onDuckdb } from './on-duckdb.ts';
import { proveWarehouses } from './prove-warehouse.ts';
import { onRecordedSnowflake } from './sessions/replay.ts';

proveWarehouses({ DuckDB: onDuckdb, 'Snowflake as recorded': onRecordedSnowflake });
