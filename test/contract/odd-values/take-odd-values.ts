// Whatever stands in whichever declared field: the record lands or is quarantined by name, the staging of its stream is built, and
// each of its values stands there or is named.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sources } from '../../../lambdas/extractors/sources/index.ts';
import type { RecordShape } from '../../../lambdas/sql/header.ts';
import type { Model } from '../../../lambdas/sql/model.ts';
import { Bench } from '../../golden/harness.ts';
import { library } from '../../helpers/library.ts';
import { lostInLanding, lostInStaging, type Standing, standings } from './account.ts';
import { type LandedOdd, landOdd } from './land-odd.ts';
import { oddRecordsOf } from './odd-records.ts';

/** Paths of what a model reads of a record, in the words of `declaredFields`. */
function pathsIn(shape: RecordShape | null, at = '$'): string[] {
  return Object.entries(shape ?? {}).flatMap(([name, inner]) => {
    const path = `${at}.${name}`;
    if (!Array.isArray(inner)) return [path, ...pathsIn(inner as RecordShape | null, path)];
    return [path, `${path}[]`, ...pathsIn(inner[0] as RecordShape, `${path}[]`)];
  });
}

/** @param part which of `parts` shares of the source's streams: each file stays short */
export function takesOddValues(name: string, part = 0, parts = 1): void {
  const source = sources.find((one) => one.name === name)!;
  const streams = source.streams.filter((_, at) => at % parts === part);
  const cases = streams.map((stream) => [stream.name, stream] as const);

  describe(`odd values in every field of ${name}${parts > 1 ? `, part ${part + 1} of ${parts}` : ''}`, () => {
    let bench: Bench;
    let models: readonly Model[];
    let found: ReadonlyMap<string, Standing>;
    const taken = new Map<string, LandedOdd[]>();
    const connectionOf = (stream: string, at: number) => `s${streams.findIndex((one) => one.name === stream)}r${at}`;

    beforeAll(async () => {
      const ofSource = [...library.models].filter(([, { file }]) => file.includes(`/staging/${name}/`));
      models = ofSource.map(([, model]) => model);
      bench = await Bench.open({ ...library, models: new Map(ofSource), checks: [] });
    });
    afterAll(() => bench.close());

    it.each(cases)('%s: a record is taken, or named', async (_, stream) => {
      const read = new Set(
        models.filter(({ source: of }) => of?.stream === stream.name).flatMap(({ header }) => pathsIn(header.record!)),
      );
      const landed = await landOdd(
        source,
        stream,
        oddRecordsOf(stream, (field) => read.has(field)),
      );
      taken.set(stream.name, landed);
      expect(lostInLanding(landed)).toEqual([]);
    });

    it('all of it is loaded, and built', async () => {
      for (const [stream, records] of taken) {
        // Each is of a connection of its own, by which it is found again.
        const lines = records.flatMap(
          ({ line }, at) => line?.replace('"_connection":"main"', `"_connection":"${connectionOf(stream, at)}"`) ?? [],
        );
        await bench.landLines({ source: name, connection: 'main', stream }, lines);
      }
      found = await standings(models, await bench.build('odd', '2026-02-01T00:00:00Z'));
    });

    it.each(cases)('%s: each of its values stands in staging, or is named', (stream) => {
      const standing = (at: number) => found.get(connectionOf(stream, at));
      expect(lostInStaging(taken.get(stream)!, standing)).toEqual([]);
    });
  });
}
