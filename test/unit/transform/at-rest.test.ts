// What is built when little or nothing has changed: a run costs what its news cost.

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SqlLibrary } from '../../../lambdas/sql/library.ts';
import { buildModel } from '../../../lambdas/transform/build-model.ts';
import { planModels } from '../../../lambdas/transform/plan-models.ts';
import { Bench } from '../../golden/harness.ts';
import { library as whole } from '../../helpers/library.ts';

const beneath = (name: string): string[] => [name, ...whole.models.get(name)!.parents.flatMap(beneath)];
function libraryOf(needed: readonly string[]): SqlLibrary {
  const names = new Set(needed.flatMap(beneath));
  return { ...whole, models: new Map([...whole.models].filter(([name]) => names.has(name))), checks: [] };
}
const library = libraryOf(['int_email_events__klaviyo', 'int_today', 'mart_daily_sessions']);
/** With a reader of sessions, which stands on half of all models. */
const withReader = libraryOf(['mart_daily_marketing']);

const AS_OF = '2026-04-01T00:00:00Z';
const event = (id: string, profileId: string) => ({
  id,
  attributes: { datetime: '2026-03-01T00:00:00+00:00', event_properties: {} },
  relationships: { profile: { data: { id: profileId } } },
});

describe('a run', () => {
  let bench: Bench;
  let runs = 0;

  /** Model → what was done, for the models of the plan. */
  async function run(as_of = AS_OF, full_refresh = false): Promise<Record<string, string>> {
    const ref = { run_id: `run-${++runs}`, as_of, full_refresh };
    const { waves } = await planModels(ref, bench);
    const done: Record<string, string> = {};
    for (const model of waves.flat()) done[model] = (await buildModel({ ...ref, model }, bench)).materialized;
    await (await bench.warehouse.candidate(ref.run_id)).publish();
    return done;
  }

  async function begin(models: SqlLibrary): Promise<void> {
    bench = await Bench.open(models);
    await bench.land({
      'klaviyo.events': [event('e1', 'p1')],
    });
    await run();
  }
  beforeEach(() => begin(library));
  afterEach(() => bench.close());

  it('without news builds nothing', async () => {
    expect(await run()).toEqual({});
  });

  it('is whole when that is asked for', async () => {
    expect(Object.keys(await run(AS_OF, true)).sort()).toEqual([...library.models.keys()].sort());
  });

  it('builds what reads the news, and nothing else', async () => {
    await bench.land({ 'klaviyo.events': [event('e2', 'p1')] }, '2026-10-02T00:00:00Z');
    const done = await run();
    expect(done).toMatchObject({ stg_klaviyo__events: 'incremental', int_email_events__klaviyo: expect.any(String) });
    expect(Object.keys(done).filter((name) => /ga4|shopify|int_today/.test(name))).toEqual([]);
    expect(await run()).toEqual({});
  });

  it('that reads the same again changes nothing beneath which others would have to look', async () => {
    await bench.land({ 'klaviyo.events': [event('e1', 'p1')] }, '2026-10-02T00:00:00Z');
    const done = await run();
    expect(done.stg_klaviyo__events).toBe('incremental');
    const above = Object.entries(done).filter(([name]) => library.models.get(name)!.layer !== 'staging');
    expect(above.length).toBeGreaterThan(0);
    expect(above.filter(([, how]) => how !== 'unchanged')).toEqual([]);
    const [row] = await bench.warehouse.query('select _extracted_at from staging.stg_klaviyo__events');
    expect(row?._extracted_at).toBe('2026-10-02T00:00:00Z');
  });

  it('that builds a table again with the same rows changes nothing for its readers', async () => {
    await bench.close();
    await begin(withReader);
    const day = { from: '2026-03-01T00:00:00Z', to: '2026-03-02T00:00:00Z' };
    const traffic = (sessions: string) => ({
      'ga4.traffic': [{ date: '20260301', sessionDefaultChannelGroup: 'Direct', sessions }],
    });
    await bench.land(traffic('5'), '2026-03-02T00:00:00Z', day);
    await run();
    await bench.land(traffic('5'), '2026-03-03T00:00:00Z', day);
    expect(await run()).toMatchObject({
      ...{ stg_ga4__traffic_versions: 'incremental', mart_daily_sessions: 'table', mart_daily_marketing: 'unchanged' },
    });
    await bench.land(traffic('6'), '2026-03-04T00:00:00Z', day);
    expect(await run()).toMatchObject({ mart_daily_sessions: 'table', mart_daily_marketing: 'table' });
  });

  it('at a later time builds what looks at the time', async () => {
    expect(Object.keys(await run('2026-04-02T00:00:00Z'))).toContain('int_today');
    expect(Object.keys(await run('2026-04-02T00:00:00Z'))).toEqual([]);
  });

  it('takes a report without rows for news: it ends the rows of its days', async () => {
    const rows = () => bench.warehouse.query('select 1 as there from staging.stg_ga4__traffic');
    const day = { from: '2026-03-01T00:00:00Z', to: '2026-03-02T00:00:00Z' };
    const traffic = { date: '20260301', sessionDefaultChannelGroup: 'Direct', sessions: '5' };
    await bench.land({ 'ga4.traffic': [traffic] }, '2026-03-02T00:00:00Z', day);
    await run();
    expect(await rows()).toHaveLength(1);
    await bench.land({ 'ga4.traffic': [] }, '2026-03-03T00:00:00Z', day);
    expect(await run()).toMatchObject({ stg_ga4__traffic_versions: 'incremental' });
    expect(await rows()).toEqual([]);
    expect(await run()).toEqual({});
  });

  it('begins anew where the record of builds has an older shape', async () => {
    const candidate = await bench.warehouse.beginCandidate('older');
    await candidate.createTable('staging._builds', "select 'stg_klaviyo__events' as model, 'x' as fingerprint");
    await candidate.publish();
    expect(await run()).toMatchObject({ stg_klaviyo__events: 'full', stg_ga4__traffic_versions: 'full' });
  });
});
