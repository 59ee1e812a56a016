import { onDuckdb } from './on-duckdb.ts';
import { proveWarehouses } from './prove-warehouse.ts';

proveWarehouses({ DuckDB: onDuckdb });
