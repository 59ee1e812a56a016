// What every warehouse promises, of DuckDB and of Snowflake through the real driver and over the wire to the emulator.
import { afterAll } from 'vitest';
import { onDuckdb } from '../contract/warehouse/on-duckdb.ts';
import { proveWarehouses } from '../contract/warehouse/prove-warehouse.ts';
import { snowflakeFront } from './plane/snowflake-front.ts';

const front = await snowflakeFront();
afterAll(() => front.close());

proveWarehouses({ DuckDB: onDuckdb, 'Snowflake over the wire': () => front.warehouse() });
