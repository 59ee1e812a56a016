import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { filesystemStore } from '../../../lambdas/adapters/filesystem/object-store.ts';
import { Current } from '../../../lambdas/contracts/pipeline.ts';
import type { ObjectStore } from '../../../lambdas/ports/object-store.ts';
import { publish } from '../../../lambdas/publish/publish.ts';
import type { PublishPorts } from '../../../lambdas/publish/publish-ports.ts';
import { Bench } from '../../golden/harness.ts';
import { libraryOf } from '../../helpers/library.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';
import { virtualClock } from '../../helpers/virtual-clock.ts';

const AS_OF = '2026-04-01T00:00:00Z';
const CRASH = 'the power went out';

const model = (name: string, key: string, sql: string) =>
  [
    `models/marts/${name}.sql`,
    `/*---\nmodel: ${name}\ngrain: one row\nkey: [${key}]\nmaterialize: table\nowner: tests\ncolumns: { ${key}: { type: bigint }, name: { type: varchar } }\n---*/\n${sql}`,
  ] as const;

/** Two marts and a step that marks the run, as `things` stand in the world. */
const thingsOf = (things: number) =>
  libraryOf([
    model('dim_things', 'thing_key', `select range as thing_key, 'thing ' || range as name from range(${things})`),
    model('fct_fixed', 'fixed_key', "select range as fixed_key, 'fixed' as name from range(5)"),
    [
      'models/staging/stg_x__marks.sql',
      "/*---\nmodel: stg_x__marks\ngrain: one row\nkey: [connection]\nmaterialize: incremental\nversion: [_file]\nrecord: { id }\nowner: tests\ncolumns: { connection: { type: varchar }, _file: { type: varchar }, _row: { type: bigint }, _slice_id: { type: varchar } }\n---*/\nselect _connection as connection, _file, _row, _slice_id from {{ source('shopify', 'shop') }}",
    ],
  ]);

describe('publish', () => {
  let bench: Bench;
  let store: ObjectStore;

  beforeEach(async () => {
    bench = await Bench.open(thingsOf(3));
    store = filesystemStore(await temporaryFolder());
    onTestFinished(() => bench.close());
  });

  const tiles: PublishPorts['tiles'] = async (reader, { version }) => {
    const [count] = await reader.query('select count(*) as things from marts.dim_things');
    return new Map([['things', { version, things: count?.things }]]);
  };
  const run = (
    run_id: string,
    on: ObjectStore = store,
    degraded: { source: string; connection: string; reason: string }[] = [],
    held: { mart: string; reason: string }[] = [],
  ) =>
    publish(
      { run_id, as_of: AS_OF, degraded, held, fresh_until: null },
      { warehouse: bench.warehouse, store: on, clock: virtualClock(0), library: bench.library, tiles },
    );
  const builds = async (run_id: string, things = 3) => {
    Object.assign(bench, { library: thingsOf(things) });
    await bench.build(run_id, AS_OF);
  };
  const current = async () => Current.parse(JSON.parse((await store.get('published/current.json'))!.body.toString()));
  const keys = async (prefix: string) => {
    const found: string[] = [];
    for await (const { key } of store.list(prefix)) found.push(key);
    return found;
  };

  it('writes marts, tiles and the door to them', async () => {
    await builds('one');
    const result = await run('one', store, [
      { source: 'klaviyo', connection: 'main', reason: '1 of 4 slices failed (events)' },
    ]);
    const now = await current();
    expect(result).toEqual({ version: now.version, marts: 2, rows: 8, current_key: 'published/current.json' });
    expect(now.marts.dim_things).toMatchObject({
      rows: 3,
      columns: [
        { name: 'thing_key', type: 'bigint' },
        { name: 'name', type: 'varchar' },
      ],
    });
    expect(now.degraded).toEqual(['klaviyo/main: 1 of 4 slices failed (events)']);
    expect(await keys('published/marts/')).toEqual(
      Object.values(now.marts)
        .map(({ key }) => key)
        .sort(),
    );
    const tile = JSON.parse((await store.get(now.tiles.things!))!.body.toString());
    expect(tile).toEqual({ version: now.version, things: 3 });
  });

  it('gives equal marts the same version and leaves their files alone', async () => {
    await builds('one');
    const first = await run('one');
    const written: string[] = [];
    const watched: ObjectStore = {
      ...store,
      putFile: async (key, path) => {
        written.push(key);
        return store.putFile(key, path);
      },
    };
    await builds('two');
    expect((await run('two', watched)).version).toBe(first.version);
    expect(written).toEqual([]);
    expect((await current()).run_id).toBe('two');
  });

  it('reads a mart out only if its rows changed, its file is damaged, or a run is repeated', async () => {
    const { warehouse } = bench;
    let read: string[] = [];
    const watched: typeof warehouse = Object.assign(Object.create(warehouse), {
      exportMart: (...of: Parameters<typeof warehouse.exportMart>) => {
        read.push(of[0]);
        return warehouse.exportMart(...of);
      },
    });
    const next = async (run_id: string, things: number) => {
      Object.assign(bench, { warehouse });
      await builds(run_id, things);
      Object.assign(bench, { warehouse: watched });
      read = [];
      await run(run_id);
      return read;
    };
    expect(await next('one', 3)).toEqual(['dim_things', 'fct_fixed']);
    expect(await next('two', 3)).toEqual([]);
    expect(await next('three', 4)).toEqual(['dim_things']);
    await store.put((await current()).marts.fct_fixed!.key, 'cut');
    expect(await next('four', 4)).toEqual(['fct_fixed']);
    // The same name may stand for other rows.
    expect(await next('three', 4)).toEqual(['dim_things']);
  });

  it('keeps the last good file and tile of a mart that is held back, and publishes the others', async () => {
    const trust = { as_of: AS_OF, marts: ['dim_things'] };
    const drawing: PublishPorts['tiles'] = async (_, { held }) =>
      new Map<string, unknown>(
        held?.has('dim_things')
          ? [['others', { trust: { as_of: AS_OF, marts: ['fct_fixed'] } }]]
          : [['things', { state: { kind: 'ready', note: [] }, trust, things: 3 }]],
      );
    const runs = (run_id: string, held: { mart: string; reason: string }[] = []) =>
      publish(
        { run_id, as_of: AS_OF, degraded: [], fresh_until: null, held },
        { warehouse: bench.warehouse, store, clock: virtualClock(0), library: bench.library, tiles: drawing },
      );
    const reason = 'unique on marts.dim_things: 1 row repeats a value.';
    await builds('one');
    await runs('one');
    const first = await current();
    await builds('two', 9);
    await runs('two', [{ mart: 'dim_things', reason }]);
    const second = await current();
    expect(second.marts.dim_things).toEqual(first.marts.dim_things);
    expect(second).toMatchObject({ run_id: 'two', held: { dim_things: reason } });
    expect(Object.keys(second.tiles).sort()).toEqual(['others', 'things']);
    const tile = JSON.parse((await store.get(second.tiles.things!))!.body.toString());
    expect(tile).toMatchObject({
      things: 3,
      state: { kind: 'stale', note: [{ text: expect.stringContaining(reason) }] },
    });
    await builds('three', 9);
    await runs('three');
    expect((await current()).marts.dim_things?.rows).toBe(9);
    expect((await current()).held).toEqual({});
  });

  it('leaves a mart absent that is held back and never was published', async () => {
    await builds('one');
    await run('one', store, [], [{ mart: 'fct_fixed', reason: 'no' }]);
    expect(Object.keys((await current()).marts)).toEqual(['dim_things']);
  });

  it('keeps files of the version before, and removes older ones', async () => {
    const versions: Current[] = [];
    for (const [at, things] of [3, 4, 5].entries()) {
      await builds(`run-${at}`, things);
      await run(`run-${at}`);
      versions.push(await current());
    }
    const there = await keys('published/marts/');
    const [oldest, before, now] = versions.map(({ marts }) => marts.dim_things!.key) as [string, string, string];
    expect(there).toEqual(expect.arrayContaining([before, now, versions[0]!.marts.fct_fixed!.key]));
    expect(there).not.toContain(oldest);
    // An equal version supersedes nothing.
    await builds('run-3', 5);
    await run('run-3');
    expect(await keys('published/marts/')).toEqual(there);
  });

  it('moves the champion of a model that won, and serves what its training chose', async () => {
    const training = {
      ml_model: 'churn',
      model_key: 'models/churn/b/model.json',
      serve_key: 'models/churn/b/model.json',
      promoted: true,
      notice: null,
    };
    const other = {
      ml_model: 'demand_forecast',
      model_key: null,
      serve_key: 'models/demand_forecast/a/model.json',
      promoted: false,
      notice: 'too little data',
    };
    await store.put(
      'models/churn/champion.json',
      '{"key":"models/churn/a/model.json","run_id":"zero","as_of":"2026-03-01T00:00:00Z"}',
    );
    await store.put('ops/training/one/churn.json', JSON.stringify(training));
    await store.put('ops/training/one/demand_forecast.json', JSON.stringify(other));
    await builds('one');
    await run('one');
    await run('one');
    expect(JSON.parse((await store.get('models/churn/champion.json'))!.body.toString())).toEqual({
      key: 'models/churn/b/model.json',
      run_id: 'one',
      as_of: AS_OF,
    });
    expect(await store.get('models/demand_forecast/champion.json')).toBeUndefined();
    expect((await current()).models).toEqual({ churn: training.serve_key, demand_forecast: other.serve_key });
  });

  it('refuses a run that has nothing to publish', async () => {
    await builds('one');
    await run('one');
    await expect(run('two')).rejects.toThrow('run two has no candidate and published nothing');
  });

  it('ends in the same state after a crash before any of its writes', async () => {
    await builds('before', 2);
    await run('before');
    await builds('one');
    await run('one');
    const [expected, files] = [await current(), await keys('published/')];

    /** Lets so many writes through, then fails as a machine does. */
    const dying = (writes: number, on: ObjectStore): ObjectStore => {
      let left = writes;
      const spend = () => {
        if (left-- <= 0) throw new Error(CRASH);
      };
      return {
        ...on,
        put: async (...args) => {
          spend();
          return on.put(...args);
        },
        putFile: async (...args) => {
          spend();
          return on.putFile(...args);
        },
        delete: async (...args) => {
          spend();
          return on.delete(...args);
        },
      };
    };
    let crashes = 0;
    for (let writes = 0; ; writes++) {
      store = filesystemStore(await temporaryFolder());
      await builds('before', 2);
      await run('before');
      await builds('one');
      const served = await current();
      const died = await run('one', dying(writes, store)).catch((error: Error) => error.message);
      if (died !== CRASH) break;
      crashes++;
      // Whoever reads meanwhile sees a whole version, the old one or the new one.
      for (const { key } of Object.values((await current()).marts)) expect(await store.get(key)).toBeDefined();
      expect([served.version, expected.version]).toContain((await current()).version);
      await run('one');
      expect(await current()).toEqual(expected);
      expect(await keys('published/')).toEqual(files);
    }
    expect(crashes).toBeGreaterThanOrEqual(4);
  });
});
