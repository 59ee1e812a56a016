import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { RecordFault } from '../../../lambdas/contracts/record-fault.ts';
import { extractSlice } from '../../../lambdas/extractors/engine/extract.ts';
import { instant, pii } from '../../../lambdas/extractors/engine/fields.ts';
import { planSlices } from '../../../lambdas/extractors/engine/plan.ts';
import type { ExtractPorts } from '../../../lambdas/extractors/engine/ports.ts';
import type { Page, Source, Stream } from '../../../lambdas/extractors/engine/source.ts';
import { Tokens } from '../../../lambdas/extractors/engine/tokens.ts';
import { openFaults } from '../../../lambdas/platform/fault-ledger.ts';
import { memoryStore } from '../../helpers/memory-store.ts';
import { virtualClock } from '../../helpers/virtual-clock.ts';

const rows: Stream = {
  name: 'rows',
  schema: z.looseObject({ id: z.string() }),
  key: (record: { id: string }) => record.id,
  sync: 'incremental',
  lookbackMs: 3_600_000,
  safetyLagMs: 0,
  maxWindowMs: 10 * 86_400_000,
  proof: 'none',
};

/** Runs that each read the pages they are given, day after day, into one store. */
function runs(stream: Stream = rows) {
  const store = memoryStore();
  const vault = memoryStore();
  const tokens = new Tokens(Buffer.alloc(32, 1));
  let day = 2;
  const run = async (pages: readonly Partial<Page>[], { beforePut }: { beforePut?: (key: string) => void } = {}) => {
    day++;
    const as_of = `2026-01-${String(day).padStart(2, '0')}T00:00:00.000Z`;
    let asked = 0;
    const session = {
      counts: { calls: 0, throttled: 0 },
      count: async () => null,
      page: async () => {
        const page = pages[asked++] ?? {};
        return { records: [], next: asked < pages.length ? String(asked) : undefined, ...structuredClone(page) };
      },
    };
    const source: Source = {
      name: 'drop',
      apiVersion: '1',
      sunset: null,
      maxParallel: 1,
      settings: z.unknown(),
      secret: z.unknown(),
      streams: [stream],
      open: () => session,
    };
    const connection = { source: 'drop', name: 'main', start: '2026-01-01T00:00:00.000Z', settings: {} };
    const ports: ExtractPorts = {
      store: {
        ...store,
        put: async (key, ...rest) => {
          beforePut?.(key);
          return store.put(key, ...rest);
        },
      },
      vault,
      clock: virtualClock(Date.parse(as_of)),
      tokens,
      source,
      connection,
      session,
    };
    const input = { run_id: `2026010${day}T000000000-aaaa`, source: 'drop', connection: 'main', as_of };
    const { slice_keys } = await planSlices(input, ports);
    for (const slice_key of slice_keys) {
      const extract = () =>
        extractSlice({ slice_key, source: 'drop', connection: 'main' }, ports, { remainingMs: () => 900_000 });
      await extract().catch((error: Error) => {
        if (error.message !== 'killed') throw error;
        return extract();
      });
    }
  };
  const lines = async (of: typeof store, prefix: string) => {
    let text = '';
    for await (const { key } of of.list(prefix)) text += gunzipSync((await of.get(key))!.body).toString();
    return text;
  };
  const parsed = (text: string): unknown[] =>
    text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  const landed = async () =>
    parsed(await lines(store, `landing/drop/`)).map((line) => (line as { record: unknown }).record);
  const quarantine = async () => parsed(await lines(store, 'landing/_quarantine/'));
  const vaulted = () => lines(vault, 'tokens/');
  const open = (): Promise<readonly RecordFault[]> =>
    openFaults(store, { source: 'drop', connection: 'main', stream: stream.name });
  return { run, open, landed, quarantine, vaulted };
}

describe('what of dropped files was left out', () => {
  const left = [
    { file: 'orders.csv', line: 3, reason: 'a row without an order number' },
    { file: 'notes.csv', reason: 'not an export that is known' },
  ];

  it('stands open, by file and line, until the file is read again, well', async () => {
    const { run, open } = runs();
    await run([{ leftOut: left, opened: ['orders.csv', 'notes.csv'], present: ['orders.csv', 'notes.csv'] }]);
    expect(await open()).toMatchObject([
      { effect: 'left_out', file: 'orders.csv', line: 3, reason: 'a row without an order number', key: null },
      { effect: 'left_out', file: 'notes.csv', line: null },
    ]);
    const [{ since }] = (await open()) as [RecordFault];
    await run([{ present: ['orders.csv', 'notes.csv'] }]);
    expect(await open()).toHaveLength(2);
    await run([{ leftOut: left.slice(0, 1), opened: ['orders.csv', 'notes.csv'] }]);
    expect(await open()).toMatchObject([{ file: 'orders.csv', line: 3, since }]);
    await run([{ opened: ['orders.csv'] }]);
    expect(await open()).toEqual([]);
  });

  it('is over when the file is gone', async () => {
    const { run, open } = runs();
    await run([{ leftOut: left, present: ['orders.csv', 'notes.csv'] }]);
    await run([{ present: ['orders.csv'] }]);
    expect((await open()).map(({ file }) => file)).toEqual(['orders.csv']);
  });

  it('names no person whose address is the name of a file, and nothing longer than a line', async () => {
    const { run, open } = runs();
    const reason = 'not an export that is known';
    const names = ['jane.doe@example.com.csv', `${'x'.repeat(5000)}.csv`, 'two\nlines.csv'];
    await run([{ leftOut: names.map((file) => ({ file, reason })) }]);
    const files = (await open()).map(({ file }) => file!);
    expect(files.every((file) => file.length <= 200 && !file.includes('jane') && !file.includes('\n'))).toBe(true);
    await run([{ opened: names }]);
    expect(await open()).toEqual([]);
  });
});

const shop: Stream = {
  ...rows,
  name: 'orders',
  schema: z.looseObject({
    id: z.string(),
    total: z.string().regex(/^\d+\.\d\d$/),
    currency: z.string(),
    paid_at: instant().nullish(),
    note: pii('text').nullish(),
    lines: z.array(z.looseObject({ quantity: z.number(), colour: z.string().nullish() })).nullish(),
    address: z.looseObject({ city: z.string().nullish() }).nullish(),
    updated: z.string().nullish(),
  }),
  key: ({ id, updated }: { id: string; updated?: string }) => `${id}@${updated ?? ''}`,
  required: ['$.total', '$.lines[].quantity'],
  money: { amount: '$.total', currency: '$.currency' },
};
const order = (id: string, more: object = {}) => ({
  id,
  total: '45.00',
  currency: 'EUR',
  updated: '2026-01-02',
  ...more,
});
const page = (...records: object[]) => [{ records }];

describe('a record that is not in all what its schema declares', () => {
  it('lands with nothing in place of an optional field, and both are named until a good one of it lands', async () => {
    const { run, open, landed, vaulted } = runs(shop);
    await run(page(order('1'), order('2', { paid_at: '-0001-11-30T00:00:00', note: { who: 'Jane' } })));
    expect(await landed()).toMatchObject([{ id: '1' }, { id: '2', paid_at: null, total: '45.00' }]);
    expect(await open()).toMatchObject([
      { effect: 'nulled', key: '2', field: '$.paid_at', amount: '45.00', currency: 'EUR', file: null },
      { effect: 'nulled', key: '2', field: '$.note' },
    ]);
    expect(await vaulted()).toContain('-0001-11-30');
    await run(page(order('3')));
    expect(await open()).toHaveLength(2);
    await run(page(order('2', { paid_at: '2026-01-04T00:00:00Z', updated: '2026-01-05' })));
    expect(await open()).toEqual([]);
  });

  it('is out where its money is unknown, and the others land', async () => {
    const { run, open, landed, quarantine } = runs(shop);
    await run(page(order('1', { total: 'ten' }), order('2'), order('3', { lines: [{ quantity: 'two' }] })));
    expect((await landed()).map((one) => (one as { id: string }).id)).toEqual(['2']);
    expect(await open()).toMatchObject([
      { effect: 'quarantined', key: '1', field: '$.total', amount: null },
      { effect: 'quarantined', key: '3', field: '$.lines[].quantity', amount: '45.00' },
    ]);
    expect(await quarantine()).toMatchObject([
      { key: '1', reasons: [expect.stringMatching(/^total: /)] },
      { key: '3' },
    ]);
    const [, since] = (await open()).map((fault) => fault.since);
    await run(page(order('1', { updated: '2026-01-09' }), order('3', { lines: [{ quantity: 'two' }] })));
    expect(await open()).toMatchObject([{ key: '3', since, met_at: '2026-01-04T00:00:00.000Z' }]);
  });

  it('keeps the other fields of a line, and leaves out of a list what is no line', async () => {
    const { run, open, landed } = runs({ ...shop, required: ['$.total'] });
    await run(page(order('1', { lines: [{ quantity: 2, colour: 7 }, 'no line', { quantity: 1 }] })));
    expect(await landed()).toMatchObject([{ lines: [{ quantity: 2, colour: null }, { quantity: 1 }] }]);
    expect((await open()).map(({ field }) => field)).toEqual(['$.lines[].colour', '$.lines[]']);
  });

  it('says nothing of what held nothing', async () => {
    const { run, open, landed } = runs(shop);
    await run(page(order('1', { paid_at: '', address: [], currency: null })));
    expect(await landed()).toMatchObject([{ paid_at: null, address: null, currency: null }]);
    expect(await open()).toEqual([]);
  });

  it('is out without its key, whatever else is right, and is named by its reason', async () => {
    const { run, open, quarantine } = runs(shop);
    await run(page(order('1'), { ...order('2'), id: undefined }, { ...order('3'), id: undefined }));
    expect(await open()).toMatchObject([{ effect: 'quarantined', key: null, field: '$.id' }]);
    expect(await quarantine()).toHaveLength(2);
  });

  it('names an address among keys by its token', async () => {
    const { run, open } = runs({ ...shop, schema: z.looseObject({ id: z.string(), n: z.number().nullish() }) });
    await run(page({ id: 'jane@example.com', n: 'x' }));
    expect((await open())[0]!.key).toMatch(/^email_1_/);
  });

  it('costs nothing else however many there are, and a large share is said to be one', async () => {
    const { run, open, landed } = runs(shop);
    const many = Array.from({ length: 30 }, (_, n) => order(String(n), n < 20 ? { total: 'ten' } : {}));
    await run(page(...many));
    expect(await landed()).toHaveLength(10);
    const [share] = (await open()).filter(({ severity }) => severity === 'error');
    expect(share).toMatchObject({ key: null, reason: expect.stringMatching(/^20 of 30 records/) });
  });

  it('is no record where nothing of a whole response is: the slice fails, and commits nothing', async () => {
    const { run, open } = runs(shop);
    const rubbish = Array.from({ length: 30 }, () => ({ code: 'rest_error', data: {} }));
    await expect(run(page(...rubbish))).rejects.toThrow(/none of 30 records has its key/);
    expect(await open()).toEqual([]);
  });

  it('is one fault from reading to reading, also without a key, and keeps the day it was met first', async () => {
    const { run, open } = runs(shop);
    await run(page(order('1'), { ...order('2'), id: undefined }));
    await run(page({ ...order('2'), id: undefined }));
    expect(await open()).toMatchObject([
      { key: null, since: '2026-01-03T00:00:00.000Z', met_at: '2026-01-04T00:00:00.000Z' },
    ]);
    await run(page(order('2')));
    expect(await open()).toEqual([]);
  });

  it('lies where the vendor lists it, as far as it says so itself', async () => {
    const { run, open } = runs({ ...shop, cursor: { field: '$.updated', unit: 'iso' } });
    const [early, late] = [{ updated: '2026-01-02T10:00:00.500Z' }, { updated: '2031-01-01T00:00:00Z' }];
    await run(page(order('1', { total: 'ten', ...early }), order('2', { total: 'ten', ...late })));
    expect((await open()).map(({ window }) => window)).toEqual([
      { from: '2026-01-02T10:00:00.000Z', to: '2026-01-02T10:00:01.000Z' },
      { from: '2026-01-01T00:00:00.000Z', to: '2026-01-02T23:00:00.000Z' },
    ]);
  });

  it('is named again in its right place when the commit is repeated', async () => {
    const { run, open } = runs(shop);
    let deaths = 0;
    await run(page(order('1', { total: 'ten' })), {
      beforePut: (key) => {
        if (key.startsWith('ops/state/') && deaths++ === 0) throw new Error('killed');
      },
    });
    expect(deaths).toBe(3); // of two slices, one commit was repeated
    expect(await open()).toHaveLength(1);
  });

  it('is healed by a reading of the same window that does not meet it', async () => {
    const { run, open } = runs({ ...shop, sync: 'snapshot' });
    await run(page(order('1', { total: 'ten' }), order('2')));
    expect(await open()).toHaveLength(1);
    await run(page(order('2')));
    expect(await open()).toEqual([]);
  });
});
