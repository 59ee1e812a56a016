// Whatever stands in whichever declared field: the record lands or is quarantined, the staging of its stream is built, and the row
// stands there or is left out by name.
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Slice } from '../../../lambdas/contracts/ingest.ts';
import { SliceLanding } from '../../../lambdas/extractors/engine/landing.ts';
import { compileCheck } from '../../../lambdas/extractors/engine/schema-check.ts';
import { SliceFaults } from '../../../lambdas/extractors/engine/slice-faults.ts';
import type { Source, Stream } from '../../../lambdas/extractors/engine/source.ts';
import { Tokens } from '../../../lambdas/extractors/engine/tokens.ts';
import { sources } from '../../../lambdas/extractors/sources/index.ts';
import type { Candidate } from '../../../lambdas/ports/warehouse.ts';
import { readSqlFolder } from '../../../lambdas/sql/read-folder.ts';
import { Bench, type Given, SQL_FOLDER } from '../../golden/harness.ts';
import { memoryStore } from '../../helpers/memory-store.ts';
import { declaredFields, type OddValue, oddValues, soundRecord, withOdd } from '../../helpers/odd-values.ts';
import { numbered } from './numbered.ts';

const window = { from: '2026-01-01T00:00:00.000Z', to: '2026-01-02T00:00:00.000Z' };
/** They differ by place in nothing but time: tried in a few fields of each stream. */
const LARGE = ['long text', 'long digits', 'deep list'];
/** More are put several into one record, in fields apart from each other. */
const RECORDS = 350;

interface Tried {
  readonly record: unknown;
  /** Its odd field is none that the record cannot do without. */
  readonly isWhole: boolean;
}

/** Fields of which none lies in another one. */
function apart(fields: readonly string[], groups: number): string[][] {
  const made = Array.from({ length: groups }, (): string[] => []);
  const within = (one: string, other: string) =>
    one === other || other.startsWith(`${one}.`) || other.startsWith(`${one}[`);
  for (const [at, field] of fields.entries()) {
    const order = made.map((_, turn) => made[(at + turn) % made.length]!);
    const fits = (group: string[]) => group.every((one) => !within(one, field) && !within(field, one));
    const free = order.find(fits);
    if (free) free.push(field);
    else made.push([field]);
  }
  return made.filter((group) => group.length > 0);
}

function recordsOf({ schema, key, required = [] }: Stream): Tried[] {
  const sound = soundRecord(schema);
  const fits = compileCheck(schema);
  expect(fits(sound)).toBe(true);
  const keyOf = (record: unknown) => {
    try {
      return key(record as never);
    } catch {
      return undefined;
    }
  };
  const isVital = (field: string) =>
    !fits(withOdd(sound, field, null)) ||
    keyOf(withOdd(sound, field, null)) !== keyOf(sound) ||
    required.includes(field);
  const fields = declaredFields(schema);
  const vital = fields.filter(isVital);
  const others = fields.filter((field) => !isVital(field));
  const values = oddValues();
  const groups = apart(others, Math.min(others.length, Math.ceil(RECORDS / values.length)));
  const tried: Tried[] = [];
  const put = (group: readonly string[], value: OddValue, isWhole: boolean) => {
    const whole = numbered(sound, tried.length + 1, keyOf, fits);
    tried.push({ record: group.reduce((record, field) => withOdd(record, field, value.value), whole), isWhole });
  };
  for (const value of values) {
    const isLarge = LARGE.includes(value.name);
    for (const field of isLarge ? vital.slice(0, 1) : vital) put([field], value, false);
    for (const group of isLarge ? groups.slice(0, 1).map((one) => one.slice(0, 1)) : groups) put(group, value, true);
  }
  return tried;
}

async function landed(source: Source, stream: Stream, tried: readonly Tried[]) {
  const store = memoryStore();
  const tokens = new Tokens(Buffer.alloc(32, 1));
  const connection = { source: source.name, name: 'main', start: window.from, settings: {} };
  const slice: Slice = {
    ...{ source: source.name, connection: 'main', stream: stream.name, slice_id: 's', window },
    ...{ run_id: '20260102T000000000-aaaa', path: 'page' as const, purpose: 'sync' as const },
  };
  const faults = new SliceFaults(slice, [], undefined, { tokens, now: 0 });
  const before = { parts: [], vault_parts: [], rows: 0, quarantined: 0, keyless: 0, drift: {} };
  const landing = new SliceLanding(slice, stream, { store, vault: memoryStore(), tokens, connection }, before, faults);
  landing.answered(0);
  for (const { record } of tried) await landing.add(structuredClone(record) as never);
  const { parts, rows, quarantined } = await landing.finish(true);
  const records: unknown[] = [];
  for (const { key } of parts)
    for (const line of gunzipSync((await store.get(key))!.body)
      .toString()
      .trim()
      .split('\n'))
      records.push(JSON.parse(line).record);
  return { records, rows, quarantined, named: faults.report()?.total ?? 0 };
}

/** @param part which of `parts` shares of the source's streams: each file stays short */
export function takesOddValues(name: string, part = 0, parts = 1): void {
  const source = sources.find((one) => one.name === name)!;
  const streams = source.streams.filter((_, at) => at % parts === part);

  describe(`odd values in every field of ${name}${parts > 1 ? `, part ${part + 1} of ${parts}` : ''}`, () => {
    let bench: Bench;
    let candidate: Candidate;
    const given: Record<string, unknown[]> = {};
    const whole = new Map<string, Set<string>>();

    beforeAll(async () => {
      const library = await readSqlFolder(SQL_FOLDER);
      const models = new Map([...library.models].filter(([, { file }]) => file.includes(`/staging/${name}/`)));
      bench = await Bench.open({ ...library, models, checks: [] });
    });
    afterAll(() => bench.close());

    it.each(streams.map((stream) => [stream.name, stream] as const))(
      '%s: every record lands or is named',
      async (_, stream) => {
        const tried = recordsOf(stream);
        const { records, rows, quarantined, named } = await landed(source, stream, tried);
        expect(rows + quarantined).toBe(tried.length);
        expect(records.length).toBe(rows);
        expect(named).toBeGreaterThanOrEqual(Math.min(quarantined, 1));
        // What is odd in a field that the record can do without never costs the record.
        expect(rows).toBeGreaterThanOrEqual(tried.filter(({ isWhole }) => isWhole).length);
        given[`${name}.${stream.name}`] = records;
        whole.set(
          stream.name,
          new Set(tried.filter(({ isWhole }) => isWhole).map(({ record }) => stream.key(record as never))),
        );
      },
      60_000,
    );

    it('is loaded and built, all of it', async () => {
      await bench.land(given as Given, '2026-01-02T03:00:00Z', window);
      candidate = await bench.build('odd', '2026-02-01T00:00:00Z');
    }, 120_000);

    it.each(streams.map((stream) => [stream.name, stream] as const))(
      '%s: every row stands in staging, or is left out by name',
      async (_, stream) => {
        const model = [...bench.library.models.values()].find(
          (one) =>
            one.source?.source === name &&
            one.source.stream === stream.name &&
            one.header.materialize === 'incremental',
        );
        const records = given[`${name}.${stream.name}`];
        if (!model || !records) return;
        const rows = await candidate.query<{ at: number }>(
          `select _row as at from ${model.table}
           union all select row_number from staging._left_out where model = '${model.name}'`,
        );
        const found = new Set(rows.map(({ at }) => Number(at)));
        const lost = records.flatMap((record, at) => {
          const isWhole = whole.get(stream.name)!.has(keyOr(stream, record));
          return isWhole && !found.has(at) ? [at] : [];
        });
        expect(lost).toEqual([]);
      },
    );
  });
}

function keyOr(stream: Stream, record: unknown): string {
  try {
    return stream.key(record as never);
  } catch {
    return '';
  }
}
