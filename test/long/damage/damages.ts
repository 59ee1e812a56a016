// What may happen to anything stored, and the stored things it happens to.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

export type Damage = 'removed' | 'cut off' | 'emptied' | 'nonsense' | 'foreign';
export const DAMAGES: readonly Damage[] = ['removed', 'cut off', 'emptied', 'nonsense', 'foreign'];

/**
 * What a home says when it is so damaged. `healed`: named, and back; `reread`: named, and planned to be read again; `set aside`: named,
 * and out of the way; `next run`: named, and the next run makes it again; `said`: named, and only a copy can bring it back; `unseen`:
 * history that nothing misses.
 */
export type Expected = 'healed' | 'reread' | 'set aside' | 'next run' | 'said' | 'unseen';

export interface Stored {
  readonly name: string;
  /** Below the home. */
  readonly path: (home: string) => string;
  readonly damages: Readonly<Partial<Record<Damage, Expected>>>;
  /** Whether the start has to be refused; unless told otherwise as `damages` says `healed`. */
  readonly blocks?: boolean;
}

export function filesBelow(home: string, folder: string): string[] {
  const path = join(home, folder);
  if (!existsSync(path)) return [];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(path, name)).isFile())
    .map((name) => join(folder, name))
    .sort();
}

const first = (folder: string, pattern: RegExp) => (home: string) => {
  const found = filesBelow(home, folder).find((path) => pattern.test(path));
  if (!found) throw new Error(`no file of ${folder} is like ${pattern}`);
  return found;
};

const all = (expected: Expected, more: Stored['damages'] = {}): Stored['damages'] => ({
  ...{ removed: expected, 'cut off': expected, emptied: expected, nonsense: expected, foreign: expected },
  ...more,
});
const history = all('set aside', { removed: 'unseen' });

export const STORED_THINGS: readonly Stored[] = [
  { name: 'version.json', path: () => 'version.json', damages: all('healed', { foreign: 'said' }), blocks: true },
  // A copy of another world is one of two that contradict each other: it is version.json that is named then, as above.
  {
    name: 'version.copy.json',
    path: () => 'version.copy.json',
    damages: { removed: 'healed', 'cut off': 'healed', emptied: 'healed', nonsense: 'healed' },
  },
  { name: 'warehouse', path: () => 'warehouse.duckdb', damages: all('healed', { emptied: 'healed' }), blocks: true },
  { name: 'manifest', path: first('ops/manifests/shopify', /\/orders\//), damages: all('healed'), blocks: true },
  { name: 'state', path: first('ops/state/shopify', /\/orders\.json/), damages: all('healed'), blocks: true },
  { name: 'current.json', path: () => 'published/current.json', damages: all('healed'), blocks: true },
  { name: 'latest ingest', path: first('ops/latest-ingest/shopify', /main/), damages: all('healed') },
  { name: 'run record of an ingest', path: first('ops/runs', /shopify/), damages: all('healed') },
  { name: 'run record of a pipeline', path: first('ops/runs', /pipeline/), damages: all('healed') },
  { name: 'version of a run', path: first('published/versions', /./), damages: all('healed') },
  { name: 'mart', path: first('published/marts', /fct_orders/), damages: all('healed') },
  { name: 'landed file', path: first('landing/shopify', /\/orders\//), damages: all('healed') },
  { name: 'plan', path: first('ops/plans', /shopify/), damages: all('healed', { removed: 'unseen' }) },
  { name: 'slice', path: first('ops/slices', /shopify/), damages: all('healed', { removed: 'unseen' }) },
  { name: 'tile', path: first('published/tiles', /./), damages: all('next run') },
  { name: 'model file', path: first('models/churn', /model\.json/), damages: all('next run') },
  { name: 'card of a model', path: first('models/churn', /card\.json/), damages: all('next run') },
  { name: 'vault', path: first('vault/tokens/shopify', /./), damages: all('said') },
  { name: 'checks', path: first('ops/checks', /./), damages: history },
  { name: 'result of a training', path: first('ops/training', /churn/), damages: history },
  {
    name: 'memory of a training',
    path: first('models/churn', /trainings/),
    damages: { ...history, foreign: 'unseen' },
  },
  {
    name: 'sales that no shop holds',
    path: () => 'ops/not-representable.json',
    damages: { ...history, foreign: 'unseen' },
  },
  { name: 'incidents', path: () => 'ops/incidents.json', damages: { ...history, foreign: 'unseen' } },
  { name: 'alert', path: first('outbox', /./), damages: { ...history, foreign: 'unseen' } },
  { name: 'faults of models', path: () => 'ops/faults/models.json', damages: { ...history, foreign: 'unseen' } },
];

/** Never in place: copies of a home share their files. */
export function damage(home: string, path: string, how: Damage): void {
  const file = join(home, path);
  const body = readFileSync(file);
  rmSync(file);
  if (how === 'removed') return;
  mkdirSync(dirname(file), { recursive: true });
  const cut = body.subarray(0, Math.floor(body.length / 2));
  const nonsense = Buffer.from('not what was written here, and personal: emily@example.com\n'.repeat(3));
  const bodies = { 'cut off': cut, emptied: Buffer.alloc(0), nonsense, foreign: foreign(path, body) };
  writeFileSync(file, bodies[how]);
}

/** As it would be in another home: whole, and of something else. */
function foreign(path: string, body: Buffer): Buffer {
  if (!path.endsWith('.json')) return Buffer.from('of another home');
  const document = JSON.parse(body.toString()) as Record<string, unknown> | Record<string, unknown>[];
  const other: Record<string, unknown> = {
    run_id: '20200101T000000Z-0001-other',
    slice_id: 'other',
    ml_model: 'other',
  };
  other.plan_key = 'ops/plans/other.json';
  other.key = 'models/other/model.json';
  other.version = '0123456789abcdef';
  if (path === 'version.json') {
    const { origin } = document as { origin: object };
    return Buffer.from(JSON.stringify({ ...document, origin: { ...origin, seed: 43 } }));
  }
  if (path.startsWith('ops/state/')) other.stream = 'other';
  const swapped = (one: Record<string, unknown>) =>
    Object.fromEntries(
      Object.entries(one).map(([name, value]) => [
        name,
        typeof value === 'string' && name in other ? other[name] : value,
      ]),
    );
  return Buffer.from(
    JSON.stringify(Array.isArray(document) ? document.map(swapped) : { ...swapped(document), of: 'another' }),
  );
}
