import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { WarehouseError } from '../../../lambdas/contracts/errors.ts';
import { type LocalFunctions, runStateMachine } from '../../../local/state-machine.ts';

const machines = resolve(import.meta.dirname, '../../../statemachines');
const range = { from: '2026-01-01T00:00:00.000Z', to: '2026-02-01T00:00:00.000Z' };
const partition = (connection: string) => ({
  run_id: `20260301T000000Z-backfill-shopify-${connection}`,
  source: 'shopify',
  connection,
  range,
});
const input = {
  run_id: '20260301T000000Z-backfill',
  as_of: '2026-03-01T00:00:00Z',
  partitions: [partition('main'), partition('broken')],
  limits: { partitions: 2 },
};

/** Functions of an ingest that reads nothing; the plan of one connection cannot be made. */
function functions(calls: unknown[]): LocalFunctions {
  const all = {
    PlanSlices: async (event: { connection: string }) => {
      calls.push(event);
      if (event.connection === 'broken') throw new WarehouseError('no such table');
      return { plan_key: 'k', slice_keys: [], max_parallel: 1 };
    },
    ExtractSlice: async () => ({}),
    FinishIngest: async ({ run_id, connection }: { run_id: string; connection: string }) => ({ run_id, connection }),
    RecordFailure: async (event: { machine: string }) => {
      calls.push(event);
      return { failure_key: 'f', error: 'e' };
    },
  };
  return all as unknown as LocalFunctions;
}

describe('a machine that starts another one', () => {
  it('hands it its input, goes on with its result, and records a partition that failed', async () => {
    const calls: Record<string, unknown>[] = [];
    const read = await runStateMachine(join(machines, 'backfill.asl.json'), input, functions(calls), { speed: 10_000 });
    // Both partitions run at once, in any order.
    const own = calls.find(({ connection }) => connection === 'main');
    expect(own).toMatchObject({ ...partition('main'), as_of: input.as_of });
    expect(read).toEqual([
      { run_id: partition('main').run_id, connection: 'main' },
      { run_id: partition('broken').run_id, source: 'shopify', connection: 'broken', outcome: 'failed' },
    ]);
    const recorded = calls.filter(({ machine }) => machine === 'backfill');
    expect(recorded).toHaveLength(1);
    const { error } = recorded[0] as { error: { Error: string; Cause: string } };
    expect(error.Error).toBe('States.TaskFailed');
    expect(error.Cause).toMatch(/WarehouseError.*no such table/);
  });

  it('names the machines by the placeholders the file has', async () => {
    const text = await readFile(join(machines, 'backfill.asl.json'), 'utf8');
    expect(text.match(/\$\{\w+MachineArn\}/g)).toEqual(['$'.concat('{IngestMachineArn}')]);
  });
});
