// Days cut by the offsets of zones, beside the engine's own conversion of each instant.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDuckdb } from '../../../lambdas/adapters/duckdb/warehouse.ts';
import type { Candidate, Warehouse } from '../../../lambdas/ports/warehouse.ts';
import { compileModel } from '../../../lambdas/sql/compile.ts';
import { spell } from '../../../lambdas/sql/macros.ts';
import { library } from '../../helpers/library.ts';
import { migrations } from '../../helpers/migrations.ts';

/** Half hours and quarters, none at all, changes at a minute past midnight, twice a month, and a day that never was. */
const ZONES = [
  ...[
    'UTC',
    'Europe/Berlin',
    'America/New_York',
    'America/St_Johns',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
    'Pacific/Apia',
  ],
  ...['Africa/Casablanca', 'Africa/Cairo', 'America/Havana', 'Pacific/Chatham', 'America/Sao_Paulo', 'Asia/Gaza'],
];
const INSTANTS = 4000;

let warehouse: Warehouse;
let candidate: Candidate;

beforeAll(async () => {
  warehouse = await openDuckdb({ path: ':memory:', migrations, pathOf: (key) => key });
  await warehouse.migrate([]);
  candidate = await warehouse.beginCandidate('offsets');
  const model = library.models.get('int_utc_offsets')!;
  const sql = compileModel(model, 'all', { library, spelling: candidate.spelling, asOf: '2026-01-01T00:00:00Z' });
  const zones = ZONES.map((zone) => `('${zone}')`).join(', ');
  await candidate.createTable('intermediate.int_time_zones', `select * from (values ${zones}) as z (time_zone)`);
  await candidate.createTable(model.table, sql);
});
afterAll(() => warehouse.close());

const macro = (name: string, ...args: string[]) => spell('', { name, args }, library.macros, candidate.spelling);

/** Instants whose day differs, or is not known. */
const wrong = (instants: string) =>
  candidate.query(`with asked as (${instants})
    select asked.time_zone, asked.at::varchar as at, ${macro('local_date', 'asked.at', 'offsets')}::varchar as ours,
      ((asked.at at time zone 'UTC') at time zone asked.time_zone)::date::varchar as theirs
    from asked left join intermediate.int_utc_offsets as offsets
      on offsets.time_zone = asked.time_zone and offsets.utc_week = ${macro('utc_week', 'asked.at')}
    where ours is distinct from theirs`);

it('gives the days of any instant that staging takes', async () => {
  const anywhere = `select time_zone, timestamp '1990-01-01' + to_microseconds((hash(time_zone, n) % 3471292800000000)::bigint) as at
    from intermediate.int_time_zones, range(${INSTANTS}) as numbers (n)`;
  const ends = `select time_zone, unnest([timestamp '1990-01-01', timestamp '2099-12-31 23:59:59.999999']) as at from intermediate.int_time_zones`;
  expect(await wrong(`${anywhere} union all ${ends}`)).toEqual([]);
});

it('gives the days around every change of an offset, to the minute', async () => {
  const around = `select time_zone, changes_at + to_minutes(shift) as at
    from intermediate.int_utc_offsets, (values (-1441), (-61), (-1), (0), (1), (59), (61), (1441)) as shifts (shift) where changes_at is not null`;
  expect(await wrong(around)).toEqual([]);
  const [found] = await candidate.query<{ zones: number }>(
    'select count(distinct time_zone) as zones from intermediate.int_utc_offsets where changes_at is not null',
  );
  expect(Number(found?.zones)).toBe(ZONES.length - 2);
});

it('knows each zone in each week once', async () => {
  const [found] = await candidate.query(
    'select count(*) as rows, count(distinct (time_zone, utc_week)) as keys from intermediate.int_utc_offsets',
  );
  expect(found).toEqual({ rows: 5741 * ZONES.length, keys: 5741 * ZONES.length });
});
