import { cpSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { filesystemStore } from '../../../lambdas/adapters/filesystem/object-store.ts';
import { outboxNotifier } from '../../../lambdas/adapters/outbox/notifier.ts';
import type { Alert } from '../../../lambdas/contracts/quality.ts';
import { assertSound, type Diagnosis, doctor } from '../../../local/doctor/doctor.ts';
import { homeAt, openHome } from '../../../local/home.ts';
import { openHomeWarehouse } from '../../../local/home-warehouse.ts';
import { afterFirstRun } from '../../e2e/helpers/calm.ts';
import { DAMAGES, type Damage, damage, type Expected, filesBelow, STORED_THINGS, type Stored } from './damages.ts';

const { machine } = await afterFirstRun();
const ALERT: Alert = {
  ...{ id: 'a1', run_id: 'r1', at: '2026-10-01T00:00:00Z', severity: 'warn', owner: 'commerce', about: 'opened' },
  ...{ title: 'put there', body: 'by hand', fingerprint: 'f1', untrusted: [], runbook: 'docs/runbook.md', details: {} },
};
// An ordinary day has nothing to tell: one alert is put there.
await outboxNotifier(filesystemStore(machine.home), () => {}).send(ALERT);
afterAll(() => machine.forget());

/** Thing × damage: under which words it is named, what a start says, and what becomes of it. */
const seen: (readonly [thing: string, how: string, wrong: string, start: string, end: string])[] = [];
const told = (thing: string, how: Damage, wrong: string, isRefused: boolean, end: string) =>
  seen.push([thing, how, wrong, isRefused ? 'refused' : 'goes on', end]);
afterAll(() => {
  const rows = [['thing', 'damage', 'named as', 'start', 'outcome'] as const, ...seen];
  const width = [0, 1, 2, 3].map((at) => Math.max(...rows.map((row) => row[at]!.length)));
  const line = (row: readonly string[]) => row.map((cell, at) => cell.padEnd(width[at] ?? 0)).join('  ');
  process.stdout.write(`${rows.map((row) => line(row).trimEnd()).join('\n')}\n`);
});

/** What a start would say of this home before it reads anything; undefined when it goes on. */
async function refusal(folder: string): Promise<string | undefined> {
  const home = homeAt(folder);
  try {
    await openHome(home, undefined);
    const warehouse = await openHomeWarehouse(home);
    const [store, vault] = [filesystemStore(home.root), filesystemStore(home.vault)];
    try {
      await assertSound({ home, store, vault, warehouse }, () => {});
    } finally {
      await warehouse.close();
    }
    return undefined;
  } catch (error) {
    expect((error as Error).name).toBe('StoredDataError');
    return (error as Error).message;
  }
}

/** What a document says, without the figures that nothing else holds. */
const meaningOf = (folder: string, path: string) => {
  if (!path.endsWith('.json')) return readFileSync(join(folder, path)).toString('base64');
  const without = ['started_at', 'finished_at', 'calls', 'throttled', 'vault_parts', 'as_of', 'purpose', 'faults'];
  // These only spare a reading.
  without.push('content', 'readings');
  // The runs a pipeline built on are a set: their order is that of a configuration, which may be another by now.
  return JSON.parse(readFileSync(join(folder, path), 'utf8'), (key, value) =>
    without.includes(key) ? undefined : key === 'ingest_runs' ? value.toSorted() : value,
  );
};

async function judged(stored: Stored, how: Damage, expected: Expected): Promise<void> {
  const folder = join(machine.folder, `${stored.name}-${how}`.replaceAll(/\W/g, '-'));
  cpSync(machine.home, folder, { recursive: true });
  try {
    const path = stored.path(folder);
    const before = path.endsWith('.duckdb') ? undefined : meaningOf(folder, path);
    damage(folder, path, how);
    const named = await doctor(homeAt(folder), false);
    const all = [...named.found].map(({ about }) => about);
    if (expected === 'unseen') {
      expect(all).toEqual([]);
      told(stored.name, how, '–', false, 'nothing misses it');
      return;
    }
    expect(all).toContain(path);
    // Nothing of a damaged file is said.
    expect(JSON.stringify(named)).not.toContain('emily');
    const refused = await refusal(folder);
    if (stored.blocks) expect(refused).toContain(path);
    else expect(refused).toBeUndefined();

    const repaired: Diagnosis = await doctor(homeAt(folder), true);
    const remains = repaired.remains.map(({ about }) => about);
    if (expected === 'said' || expected === 'next run')
      expect(remains.every((about) => about === path || expected === 'next run')).toBe(true);
    else expect(remains).toEqual([]);
    if (expected === 'healed' && before !== undefined) expect(meaningOf(folder, path)).toEqual(before);
    if (expected !== 'said') expect(await refusal(folder)).toBeUndefined();
    const wrong = repaired.found.find(({ about }) => about === path)!.wrong;
    told(stored.name, how, wrong, refused !== undefined, expected);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('a home that was damaged from outside', () => {
  it('is sound before', async () => {
    expect((await doctor(homeAt(machine.home), false)).found).toEqual([]);
    expect(await refusal(machine.home)).toBeUndefined();
    expect(filesBelow(machine.home, 'damaged')).toEqual([]);
  });

  // One damage of each thing, another for the next; `DAMAGES=all` tries every one of them.
  const isTried = (thing: number, how: number) => process.env.DAMAGES === 'all' || thing % DAMAGES.length === how;
  const cases = STORED_THINGS.flatMap((stored, thing) =>
    DAMAGES.flatMap((how, at) => {
      const expected = stored.damages[how];
      return expected && isTried(thing, at) ? [[stored.name, how, stored, expected] as const] : [];
    }),
  );
  it.each(cases)(
    'names a %s that is %s, publishes nothing less, and heals it',
    async (_name, how, stored, expected) => {
      await judged(stored, how, expected);
    },
  );
});
