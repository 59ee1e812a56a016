import { cpSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { StreamState } from '../../../lambdas/contracts/manifest.ts';
import { doctor } from '../../../local/doctor/doctor.ts';
import { homeAt } from '../../../local/home.ts';
import { openHomeWarehouse } from '../../../local/home-warehouse.ts';
import { afterFirstRun } from '../../e2e/helpers/calm.ts';
import { execute } from '../../helpers/engine.ts';
import { filesBelow } from './damages.ts';

const { machine } = await afterFirstRun();
afterAll(() => machine.forget());

async function inCopy<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = join(machine.folder, 'copy');
  cpSync(machine.home, folder, { recursive: true });
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** As somebody with a client of the database could. */
async function changed(folder: string, sql: string): Promise<void> {
  const warehouse = await openHomeWarehouse(homeAt(folder));
  const candidate = await warehouse.beginCandidate('20990101T000000Z-0001-somebody');
  await execute(candidate, sql);
  await candidate.publish();
  await warehouse.close();
}

describe('a warehouse that somebody else wrote to', () => {
  const damages: readonly (readonly [string, string, RegExp])[] = [
    ['lost records', 'delete from raw.shopify__orders where _row % 2 = 0', /another number of records|lacks/],
    ['lost a table', 'drop table raw.klaviyo__events', /lacks \d+ records of \d+ landed files \(klaviyo\.events\)/],
    [
      'holds records of another home',
      "insert into raw.shopify__orders select * replace ('landing/other.ndjson.gz' as _file) from raw.shopify__orders limit 5",
      /records of 1 files that this home never landed/,
    ],
    ['has an emptied mart', 'delete from marts.fct_email_events', /fct_email_events \(0 rows, published \d+\)/],
  ];

  it.each(damages)('and that %s is built again from landing', async (_, sql, wrong) => {
    await inCopy(async (folder) => {
      await changed(folder, sql);
      const { found, remains } = await doctor(homeAt(folder), true);
      expect(found).toEqual([
        expect.objectContaining({ about: 'warehouse.duckdb', wrong: expect.stringMatching(wrong) }),
      ]);
      expect(found[0]?.blocks).toBe(true);
      expect(remains).toEqual([]);
    });
  });
});

describe('a landed file that nothing else holds', () => {
  it('is given up by name, and its window is a gap that the next run reads', async () => {
    await inCopy(async (folder) => {
      const lost = filesBelow(folder, 'landing/shopify').find((path) => /\/orders\//.test(path))!;
      rmSync(join(folder, lost));
      rmSync(join(folder, 'warehouse.duckdb'));
      const windows = () =>
        StreamState.parse(JSON.parse(readFileSync(join(folder, 'ops/state/shopify/main/orders.json'), 'utf8'))).windows;
      const before = windows();
      const { found, remains } = await doctor(homeAt(folder), true);
      expect(found.find(({ about }) => about === lost)?.wayOut).toMatch(
        /shopify\/main orders from .* is read again by the next run/,
      );
      expect(remains).toEqual([]);
      expect(windows()).not.toEqual(before);
      const [note] = filesBelow(folder, 'ops/lost-windows');
      expect(readFileSync(join(folder, note!), 'utf8')).toContain(lost);
    });
  });
});

describe('a home that lost much at once', () => {
  it('publishes nothing, is repaired, and then publishes the same marts without reading anything again', async () => {
    const before = machine.marts();
    const gone = [
      'warehouse.duckdb',
      'ops/state',
      'ops/latest-ingest',
      'ops/manifests/shopify',
      'published/current.json',
    ];
    for (const path of gone) rmSync(join(machine.home, path), { recursive: true });
    const refused = await machine.start();
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(
      /StoredDataError: \d+ stored documents are damaged[\s\S]*npm run doctor -- --repair/,
    );
    expect(machine.marts()).toEqual({});
    // Nor does anything else read into it: what it has read is not known.
    const days = ['--source', 'shopify', '--from', '2026-09-01', '--to', '2026-09-02'];
    for (const other of [await machine.command('redrive'), await machine.command('backfill', ...days)]) {
      expect(other.code).toBe(1);
      expect(other.stderr).toMatch(/StoredDataError: \d+ stored documents are damaged/);
    }
    expect((await machine.doctor()).code).toBe(1);
    const repaired = await machine.doctor('--repair');
    expect(repaired.stdout).toMatch(/Nothing is damaged any more/);
    expect(repaired.code).toBe(0);
    expect(machine.marts()).toEqual(before);
    expect((await machine.start()).code).toBe(0);
    expect(machine.marts()).toEqual(before);
    const { slices } = await machine.status();
    const orders = slices.filter(({ source, stream }) => source === 'shopify' && stream === 'orders');
    expect(orders.map(({ window }) => (Date.parse(window.to) - Date.parse(window.from)) / 3_600_000)).toEqual([1]);
  });
});
