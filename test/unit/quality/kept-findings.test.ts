// What checks find of rows that have not changed is kept; what has changed is looked at again.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CheckResult } from '../../../lambdas/contracts/quality.ts';
import { keptFindings } from '../../../lambdas/quality/kept-findings.ts';
import { runChecks } from '../../../lambdas/quality/run-checks.ts';
import { Bench, beneath } from '../../golden/harness.ts';
import { onDuckdb } from '../../helpers/engine.ts';
import { library as whole } from '../../helpers/library.ts';
import { virtualClock } from '../../helpers/virtual-clock.ts';

const AS_OF = '2026-04-01T00:00:00Z';
const library = beneath(whole, ['int_email_events__klaviyo', 'int_today']);
const event = (id: string | null, profileId: string) => ({
  id,
  attributes: { datetime: '2026-03-01T00:00:00+00:00', event_properties: {} },
  relationships: { profile: { data: { id: profileId } } },
});

describe('findings', () => {
  let bench: Bench;
  let runs = 0;

  beforeEach(async () => {
    bench = await Bench.open(library);
    await bench.land({ 'klaviyo.events': [event('e1', 'p1')] });
  });
  afterEach(() => bench.close());

  /** Builds and checks. @returns the results, without the run's name */
  async function judge({ publish = true, fullRefresh = false } = {}) {
    const run_id = `run-${++runs}`;
    const candidate = await bench.build(run_id, AS_OF, fullRefresh);
    const ports = { warehouse: bench.warehouse, store: bench.store, clock: virtualClock(0), library: bench.library };
    const { results_key } = await runChecks({ run_id, as_of: AS_OF }, ports);
    await (publish ? candidate.publish() : candidate.discard());
    const results = CheckResult.array().parse(JSON.parse((await bench.store.get(results_key))!.body.toString()));
    return results.map(({ run_id: _, ...result }) => result);
  }

  /** True if a table is looked at in a new run. */
  async function looksAt(table: string, fullRefresh = false): Promise<boolean> {
    const candidate = await bench.build(`run-${++runs}`, AS_OF, fullRefresh);
    const model = [...library.models.values()].find((one) => one.table === table)!;
    const kept = await keptFindings(candidate, onDuckdb(bench.library, AS_OF));
    let looked = false;
    await kept.of({ name: table, text: 'same', over: [model] }, async () => {
      looked = true;
      return { validations: [], faults: [], total: 0 };
    });
    await kept.keep();
    await candidate.publish();
    return looked;
  }

  const EVENTS = 'staging.stg_klaviyo__events';

  it('stay as they are while nothing changes', async () => {
    const first = await judge();
    expect(first.length).toBeGreaterThan(10);
    expect(await judge()).toEqual(first);
  });

  it('are found once, again for news, and again when everything is built anew', async () => {
    expect(await looksAt(EVENTS)).toBe(true);
    expect(await looksAt(EVENTS)).toBe(false);
    await bench.land({ 'klaviyo.events': [event('e2', 'p1')] });
    expect(await looksAt(EVENTS)).toBe(true);
    expect(await looksAt(EVENTS)).toBe(false);
    expect(await looksAt(EVENTS, true)).toBe(true);
  });

  it('are found again for a record that is left out, which changes no row', async () => {
    const leftOut = (results: Awaited<ReturnType<typeof judge>>) =>
      results.filter(({ check, outcome }) => check === 'rows_can_be_used' && outcome === 'fail');
    expect(leftOut(await judge())).toEqual([]);
    await bench.land({ 'klaviyo.events': [event(null, 'p1')] });
    expect(leftOut(await judge())).toMatchObject([{ value: 1 }]);
    expect(leftOut(await judge())).toMatchObject([{ value: 1 }]);
  });

  it('of a run that is discarded are forgotten with it', async () => {
    await judge();
    await bench.land({ 'klaviyo.events': [event(null, 'p1'), event('e2', 'p1')] });
    const found = await judge({ publish: false });
    expect(await judge()).toEqual(found);
  });
});
