// What every warehouse promises, of DuckDB and of Snowflake through the real driver and over the wire to the emulator.
// `npm run record:snowflake` keeps what is said on the wire, for whoever has no emulator: see test/contract/warehouse/sessions.
import { afterAll } from 'vitest';
import { onDuckdb } from '../contract/warehouse/on-duckdb.ts';
import type { Landed } from '../contract/warehouse/promised.ts';
import { proveWarehouses } from '../contract/warehouse/prove-warehouse.ts';
import { recordTo } from '../contract/warehouse/sessions/record.ts';
import { writeMigrations, writeSession } from '../contract/warehouse/sessions/recorded-session.ts';
import { migrations } from '../helpers/migrations.ts';
import { snowflakeFront } from './plane/snowflake-front.ts';

const front = await snowflakeFront();
afterAll(() => front.close());

async function recorded(promise: string): Promise<Landed> {
  const recorder = await recordTo(front.url);
  const landed = await front.warehouse(recorder.url);
  const close = landed.warehouse.close;
  const warehouse = Object.assign(landed.warehouse, {
    close: async () => {
      await close();
      await recorder.close();
    },
  });
  writeMigrations(migrations);
  return { ...landed, warehouse, finish: () => writeSession(promise, recorder.heard(landed.database)) };
}

proveWarehouses({
  DuckDB: onDuckdb,
  'Snowflake over the wire': process.env.RECORD_SESSIONS ? recorded : () => front.warehouse(),
});
