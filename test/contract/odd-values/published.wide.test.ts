// Odd values of every vendor at once, all the way: no model is refused, no state stops, and what is held back says why.
import { expect, it, onTestFinished } from 'vitest';
import { sources } from '../../../lambdas/extractors/sources/index.ts';
import { publish } from '../../../lambdas/publish/publish.ts';
import { runChecks } from '../../../lambdas/quality/run-checks.ts';
import { Bench } from '../../golden/harness.ts';
import { virtualClock } from '../../helpers/virtual-clock.ts';
import { landOdd } from './land-odd.ts';
import { oddRecordsOf } from './odd-records.ts';

const AS_OF = '2026-02-01T00:00:00Z';
const RUN = '20260201T000000000-aaaa';

it('a warehouse full of odd values is built, checked and published', async () => {
  const bench = await Bench.open();
  onTestFinished(() => bench.close());
  const read = new Set([...bench.library.models.values()].map(({ source }) => `${source?.source}.${source?.stream}`));
  let rows = 0;
  for (const source of sources)
    for (const stream of source.streams.filter(({ name }) => read.has(`${source.name}.${name}`))) {
      const records = await landOdd(
        source,
        stream,
        oddRecordsOf(stream, () => false, 1),
      );
      // The same values in the same shop, so that its orders, people and goods are still each other's.
      const shops = new Map<string, number>();
      const lines = records.flatMap(({ line, value }) => {
        const turn = shops.get(value) ?? 0;
        shops.set(value, turn + 1);
        const shop = `${value.replace(/\W/g, '_').toLowerCase().slice(0, 25)}${turn}`;
        return line?.replace('"_connection":"main"', `"_connection":"${shop}"`) ?? [];
      });
      rows += lines.length;
      await bench.landLines({ source: source.name, connection: 'main', stream: stream.name }, lines);
    }
  await bench.build(RUN, AS_OF);
  const clock = virtualClock(Date.parse(AS_OF));
  const gate = await runChecks({ run_id: RUN, as_of: AS_OF }, { ...portsOf(bench), clock });
  expect(gate.failed.filter(({ check }) => check === 'model_is_built')).toEqual([]);
  expect(gate.held.filter(({ reason }) => reason === '')).toEqual([]);
  const published = await publish(
    { run_id: RUN, as_of: AS_OF, degraded: [], held: gate.held, fresh_until: null },
    { ...portsOf(bench), clock },
  );
  expect(rows).toBeGreaterThan(2000);
  expect(published.marts).toBeGreaterThan(0);
});

const portsOf = ({ warehouse, store, library }: Bench) => ({ warehouse, store, library });
