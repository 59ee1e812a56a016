// Records of a source's fixtures in the raw tables, read twice: the second time one of each stream has changed.
import type { Source } from '../../../lambdas/extractors/engine/source.ts';
import type { SqlLibrary } from '../../../lambdas/sql/library.ts';
import { Bench, type Given } from '../../golden/harness.ts';
import type { Body, Fixtures, Wire } from '../sources/wire.ts';

const LATER = '2026-09-30T12:00:00Z';

export interface Readings {
  readonly first: Given;
  /** All of it again, with a change to the first record of every stream that knows changes. */
  readonly second: Given;
  /** Streams with records in the fixtures: `<source>.<stream>` → how many. */
  readonly counts: Readonly<Record<string, number>>;
}

export function readingsOf(source: Source, fixtures: Fixtures, wire: Wire): Readings {
  const first: Record<string, Body[]> = {};
  const second: Record<string, Body[]> = {};
  const counts: Record<string, number> = {};
  for (const stream of source.streams) {
    const name = `${source.name}.${stream.name}`;
    const records = wire.records(stream, fixtures.read(stream.name));
    const [one, ...others] = records;
    const changes = stream.sync === 'incremental' && stream.cursor?.unit !== 'date';
    first[name] = records;
    second[name] = [changes ? wire.touched(stream, one, LATER) : one, ...others];
    counts[name] = records.length;
  }
  return { first, second, counts };
}

/** Two warehouses with the same readings: built after each, and once at the end. */
export async function builtTwoWays(
  library: SqlLibrary,
  readings: Readings,
  more: { source: string; stream: string }[] = [],
) {
  const [step, whole] = [await Bench.open(library, more), await Bench.open(library, more)];
  for (const [at, given] of [readings.first, readings.second].entries()) {
    const extractedAt = `2026-09-30T1${2 + at}:00:00Z`;
    await step.land(given, extractedAt);
    await whole.land(given, extractedAt);
    await (await step.build(`step-${at}`, '2026-10-01T00:00:00Z')).publish();
  }
  await (await whole.build('whole', '2026-10-01T00:00:00Z', true)).publish();
  return { step, whole };
}

/** Rows of a table as sorted texts: tables are sets. */
export async function rowsOf(bench: Bench, table: string, columns: readonly string[]): Promise<string[]> {
  const list = columns.map((column) => `${column}::varchar as ${column}`).join(', ');
  return (await bench.warehouse.query(`select ${list} from ${table}`)).map((row) => JSON.stringify(row)).sort();
}
