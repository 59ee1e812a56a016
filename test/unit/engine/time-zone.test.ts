import { expect, it, onTestFinished } from 'vitest';
import { openDuckdb } from '../../../lambdas/adapters/duckdb/warehouse.ts';
import { isTimeZone } from '../../../lambdas/extractors/engine/time-zone.ts';
import { migrations } from '../../helpers/migrations.ts';

it('takes the zones in which shops cut their days', () => {
  const zones = [
    'UTC',
    'Europe/Berlin',
    'America/New_York',
    'America/Argentina/Buenos_Aires',
    'Etc/GMT+5',
    'US/Eastern',
  ];
  expect(zones.filter((zone) => !isTimeZone(zone))).toEqual([]);
});

it('takes nothing that a warehouse could refuse', () => {
  const others = [
    '',
    ' ',
    '+02:00',
    'UTC+2',
    'CEST',
    'europe/berlin',
    'Europe/Atlantis',
    'Local',
    '0',
    'a'.repeat(1e5),
  ];
  expect(others.filter(isTimeZone)).toEqual([]);
});

it('takes none that DuckDB does not know', async () => {
  const warehouse = await openDuckdb({ path: ':memory:', migrations, pathOf: (key) => key });
  onTestFinished(() => warehouse.close());
  const known = await warehouse.query<{ name: string }>('select name from pg_timezone_names()');
  const names = new Set(known.map(({ name }) => name));
  const taken = Intl.supportedValuesOf('timeZone').filter(isTimeZone);
  expect(taken.length).toBeGreaterThan(400);
  expect(taken.filter((name) => !names.has(name))).toEqual([]);
});
