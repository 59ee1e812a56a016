// Every staging model of every source on the records of its fixtures: one row a key, and an increment equals a full rebuild.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sources } from '../../../lambdas/extractors/sources/index.ts';
import type { Bench } from '../../golden/harness.ts';
import { library as whole } from '../../helpers/library.ts';
import { Fixtures } from '../sources/wire.ts';
import { wireOf } from '../sources/wires.ts';
import { builtTwoWays, readingsOf, rowsOf } from './staged.ts';

const staging = [...whole.models].filter(([, { layer }]) => layer === 'staging');

describe.each(sources.map((source) => [source.name, source] as const))('%s', (name, source) => {
  const mine = staging.filter(([, model]) => model.source?.source === name || model.file.includes(`/staging/${name}/`));
  const library = { ...whole, models: new Map(mine) };
  const folder = new URL(`../../../lambdas/extractors/sources/${name}/fixtures`, import.meta.url).pathname;
  let benches: { step: Bench; whole: Bench };

  beforeAll(async () => {
    benches = await builtTwoWays(library, readingsOf(source, new Fixtures(folder), wireOf(name)));
  });
  afterAll(async () => {
    await benches.step.close();
    await benches.whole.close();
  });

  it('has a model for every stream', () => {
    const read = new Set(mine.map(([, model]) => model.source?.stream));
    expect(source.streams.map((stream) => stream.name).filter((stream) => !read.has(stream))).toEqual([]);
  });

  it.each(mine)(
    '%s has one row a key, and its increment equals its full rebuild',
    async (model, { table, header, source }) => {
      if (header.materialize === 'view') return;
      const columns = Object.keys(header.columns);
      const rows = await rowsOf(benches.step, table, columns);
      expect(rows).toEqual(await rowsOf(benches.whole, table, columns));
      // What is inside a record may be absent from four of them; the records themselves are not.
      if (model === `stg_${name}__${source?.stream}`) expect(rows.length).toBeGreaterThan(0);
      const keys = rows.map((row) => JSON.stringify(header.key.map((key) => JSON.parse(row)[key])));
      expect(new Set(keys).size).toBe(rows.length);
      expect(keys.filter((key) => key.includes('null'))).toEqual([]);
    },
  );
});
