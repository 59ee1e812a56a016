// What every stream of every source keeps, shown on its fixtures: the suite a new source gets for nothing.
import { gunzipSync } from 'node:zlib';
import { describe, expect, it as situation } from 'vitest';
import type { z } from 'zod';
import { CompletenessError, SourceAuthError } from '../../../lambdas/contracts/errors.ts';
import type { RecordFault } from '../../../lambdas/contracts/record-fault.ts';
import { RecordJudge } from '../../../lambdas/extractors/engine/judge-record.ts';
import { days, type Source, type Stream, shaped } from '../../../lambdas/extractors/engine/source.ts';
import { FROM, given, TO } from './story.ts';
import { type Answer, type Body, type Fixture, type Fixtures, respond, type Wire } from './wire.ts';

const ADDRESSES = /@example\.|\+1\d{9,}|100\.64\./;

/** @param fixtures the source's own folder @param wire how its answers look */
export function describeSource(registered: Source, fixtures: Fixtures, wire: Wire): void {
  const source = shaped(registered, registered.settings.parse(fixtures.account.settings));
  /** A situation, unless this kind of source cannot come into it; the report says so then. */
  const it = (title: string, tell: () => Promise<void>) =>
    situation(title, ({ skip }) => {
      const reason = wire.notApplicable?.[title];
      return reason === undefined ? tell() : skip(`not applicable: ${reason}`);
    });
  describe.each(source.streams.map((stream) => [stream.name, stream] as const))('%s', (_name, declared) => {
    const stream = wire.paged?.(declared) ?? declared;
    const fixture: Fixture = fixtures.read(stream.name);
    const all = () => wire.records(stream, fixture);
    const count = all().length;
    const served = (records: readonly Body[] = all()) => wire.serve(stream, fixture, { records });
    const open = (http = served()) => given(source, stream, fixtures, http, wire.ports);

    it('lands every record of its pages, declared to the last field and without a personal value', async () => {
      const { plan, extract, manifest, landed, vault, state } = await open();
      const written = await manifest((await extract(await plan())).manifest_key);
      expect(written).toMatchObject({ rows: count, quarantined: 0, drift: {} });
      if (stream.proof !== 'none')
        expect(written.proof).toEqual({ kind: stream.proof, expected: count, landed: count });
      const text = await landed(written);
      expect(text.trim().split('\n')).toHaveLength(count);
      expect(text).not.toMatch(ADDRESSES);
      const [vaulted] = await Array.fromAsync(vault.list('tokens/'));
      if (/@example\./.test(JSON.stringify(all())))
        expect(gunzipSync((await vault.get(vaulted!.key))!.body).toString()).toMatch(/@example\./);
      expect(Date.parse((await state())!.watermark!)).toBeGreaterThanOrEqual(Date.parse(TO));
    });

    it('has two pages recorded, or all there can be', async () => {
      expect(count).toBeGreaterThan(0);
      expect(new Set(all().map((record) => stream.key(record as never))).size).toBe(count);
    });

    it('commits an empty window', async () => {
      if (['shop', 'ad_accounts'].includes(stream.name)) return; // an account always has one
      const { plan, extract, state } = await open(served([]));
      expect(await extract(await plan())).toMatchObject({ done: true, rows: 0 });
      expect((await state())?.windows).toHaveLength(1);
    });

    it('lands a single record', async () => {
      const { plan, extract } = await open(served(all().slice(0, 1)));
      expect(await extract(await plan())).toMatchObject({ done: true, rows: 1, quarantined: 0 });
    });

    it('waits as long as a throttle says and goes on', async () => {
      let calls = 0;
      const inner = served();
      const { wait_ms: wait, ...throttle }: Answer & { wait_ms: number } = fixtures.read('throttle');
      const { plan, extract, manifest, clock } = await open((request) =>
        calls++ === 0 ? Promise.resolve(respond(throttle)) : inner(request),
      );
      const written = await manifest((await extract(await plan())).manifest_key);
      expect(written).toMatchObject({ rows: count, throttled: 1 });
      expect(clock.now() - Date.parse(TO)).toBeGreaterThanOrEqual(wait);
    });

    it('ends at once when the credential is refused, and commits nothing', async () => {
      let calls = 0;
      const { plan, extract, state, store } = await open(async () => {
        calls++;
        return respond({ status: 401, body: { error: 'unauthorised' } });
      });
      await expect(extract(await plan())).rejects.toThrow(SourceAuthError);
      expect(calls).toBeLessThanOrEqual(source.rotates ? 2 : 1); // one that rotates is renewed before it is given up
      expect(await state()).toBeUndefined();
      expect(await Array.fromAsync(store.list('landing/'))).toEqual([]);
    });

    it('quarantines a malformed record and lands the others', async () => {
      const records = all();
      const field = wire.spoil?.(records) ?? spoil(stream, records[0]);
      const { plan, extract, manifest, store } = await open(served(records));
      const written = await manifest((await extract(await plan())).manifest_key);
      expect(written).toMatchObject({ rows: count - 1, quarantined: 1 });
      const [file] = await Array.fromAsync(store.list('landing/_quarantine/'));
      const text = gunzipSync((await store.get(file!.key))!.body).toString();
      expect(text).toContain(`"reasons":["${field}`);
      expect(text).not.toMatch(ADDRESSES);
      expect(written.faults?.found).toMatchObject([{ effect: 'quarantined' }]);
    });

    it('lands a record without an optional field that is malformed, and names both', async () => {
      const records = all();
      const path = wire.spoil ? undefined : lose(stream, records[0]);
      if (path === undefined) return; // nothing of it is optional, or its rows are refused by cell
      const { plan, extract, manifest } = await open(served(records));
      const written = await manifest((await extract(await plan())).manifest_key);
      expect(written).toMatchObject({ rows: count, quarantined: 0 });
      const [{ key, ...fault }, ...others] = written.faults!.found as [RecordFault, ...RecordFault[]];
      expect([fault, others]).toMatchObject([{ effect: 'nulled', field: path }, []]);
      expect(key).not.toBeNull();
    });

    it('keeps an unknown field, counts it, and lets no text of it through', async () => {
      const records = all();
      const grown = wire.grow?.(records) ?? grow(records);
      const { plan, extract, manifest, landed } = await open(served(records));
      const written = await manifest((await extract(await plan())).manifest_key);
      expect(written.drift).toEqual(grown.drift);
      const text = await landed(written);
      expect(text).toMatch(grown.landed);
      expect(text).not.toContain('Jane');
    });

    it('fails with both counts when a record is missing', async () => {
      if (stream.proof === 'none') return; // and its manifest says so
      const short = wire.serve(stream, fixture, { records: all().slice(0, -1), counted: all() });
      const { plan, extract, state } = await open(short);
      const failed = extract(await plan());
      await expect(failed).rejects.toThrow(CompletenessError);
      await expect(failed).rejects.toThrow(new RegExp(`counts ${count} records .* ${count - 1} arrived`));
      expect(await state()).toBeUndefined();
    });

    it('neither doubles nor skips anything when a page comes twice', async () => {
      const { plan, extract } = await open(wire.serve(stream, fixture, { records: all(), repeats: true }));
      expect(await extract(await plan())).toMatchObject({ rows: count });
    });

    it('goes on after a stop at any page, and after a death at any call, with the same rows', async () => {
      const paused = await open();
      const key = await paused.plan();
      for (let turn = 0; !(await paused.extract(key, 0)).done; turn++) expect(turn).toBeLessThan(2 * count + 10);
      const reference = await paused.landed(await paused.manifest((await paused.extract(key)).manifest_key));
      for (let death = 0; death < 6; death++) {
        let calls = 0;
        const inner = served();
        const killed = await open((request) => {
          if (calls++ === death) throw new Error('killed');
          return inner(request);
        });
        const slice = await killed.plan();
        let result: Awaited<ReturnType<typeof killed.extract>> | undefined;
        for (let turn = 0; !result?.done && turn < 2 * count + 10; turn++)
          result = await killed.extract(slice, 0).catch(() => undefined);
        if (!result?.done) throw new Error('it never came to an end');
        const text = await killed.landed(await killed.manifest(result.manifest_key));
        expect(rowsOf(text)).toEqual(rowsOf(reference));
      }
    });

    it('answers a repeat from its manifest', async () => {
      const story = await open();
      const key = await story.plan();
      const once = await story.extract(key);
      story.use(() => Promise.reject(new Error('nobody needs to be asked')));
      expect(await story.extract(key)).toEqual(once);
    });

    it('reads a late change in the next run', async () => {
      const story = await open();
      await story.extract(await story.plan());
      // Within the lookback where there is one: it was written behind the watermark, after we had read that far.
      const late = stream.lookbackMs > 600_000 ? '2026-09-30T23:50:00Z' : '2026-10-01T00:05:00Z';
      const [record] = all();
      const changed = stream.sync === 'incremental' ? wire.touched(stream, record, late) : record;
      story.use(served([changed]));
      const asOf = new Date(Date.parse(TO) + (stream.everyMs ?? 0) + 900_000).toISOString();
      const later = await story.plan('20261001T001500000-bbbb', asOf);
      const slice = JSON.parse((await story.store.get(later))!.body.toString());
      if (stream.sync === 'incremental')
        expect(Date.parse(slice.window.from)).toBe(Math.max(Date.parse(FROM), Date.parse(TO) - stream.lookbackMs));
      if (stream.sync === 'report')
        expect(Date.parse(slice.window.from)).toBeLessThanOrEqual(Date.parse(TO) + days(1) - stream.lookbackMs);
      const written = await story.manifest((await story.extract(later)).manifest_key);
      // A snapshot of one record is the same again.
      expect(written.rows + (written.repeats?.rows ?? 0)).toBe(1);
    });
  });
}

const rowsOf = (text: string) =>
  [...text.matchAll(/"_row":(\d+),"record":(.*)\}/g)].map(([, row, record]) => `${row}${record}`);

function grow(records: Body[]) {
  records[0].newlyAdded = { who: 'Jane Invented', when: 7 };
  return {
    drift: { '$.newlyAdded': 1 },
    landed: /"newlyAdded":\{"who":"text_1_[A-Z2-7]{26}","when":7\}/,
  };
}

const WRONG = [[], 'wrong', {}, { wrong: ['x'] }];

/** Breaks the first field without which there is no record. @returns its name */
function spoil(stream: Stream, record: Body): string {
  const judge = new RecordJudge(stream);
  const costs = (field: string) =>
    judge.judge(record).costly.some(({ path }) => path === `$.${field}` || path.startsWith(`$.${field}.`));
  return (
    breakField(stream, record, costs) ?? refuse(`nothing of ${stream.name} costs a record: what tells it from rubbish?`)
  );
}

/** Breaks the first field that a record can do without. @returns its path; undefined where there is none */
function lose(stream: Stream, record: Body): string | undefined {
  const judge = new RecordJudge(stream);
  let path: string | undefined;
  breakField(stream, record, () => {
    const { costly, lost } = judge.judge(record);
    path = costly.length === 0 ? lost[0]?.path : undefined;
    return path !== undefined;
  });
  return path;
}

function breakField(stream: Stream, record: Body, isWanted: (field: string) => boolean): string | undefined {
  for (const name of Object.keys((stream.schema as z.ZodObject).def.shape)) {
    for (const wrong of WRONG) {
      const before = record[name];
      record[name] = wrong;
      if (!stream.schema.safeParse(record).success && isWanted(name)) return name;
      record[name] = before;
    }
  }
  return undefined;
}

function refuse(reason: string): never {
  throw new Error(reason);
}
