import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { RateLimitedError, WarehouseError } from '../../../lambdas/contracts/errors.ts';
import { type LocalFunctions, runStateMachine } from '../../../local/state-machine.ts';
import { suiteFolder } from '../../helpers/temporary-folder.ts';

const folder = suiteFolder();
const file = join(folder, 'machine.asl.json');
writeFileSync(
  file,
  JSON.stringify({
    StartAt: 'Work',
    States: {
      Work: {
        Type: 'Task',
        Resource: '$'.concat('{WorkFunctionArn}'),
        ResultPath: '$.result',
        Retry: [{ ErrorEquals: ['RateLimitedError'], IntervalSeconds: 1, MaxAttempts: 2, BackoffRate: 1 }],
        Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'Caught' }],
        End: true,
      },
      Caught: { Type: 'Pass', End: true },
    },
  }),
);
const run = (Work: (event: unknown) => Promise<unknown>) =>
  runStateMachine(file, { run_id: 'r' }, { Work } as unknown as LocalFunctions, { speed: 1000 });

describe('the interpreter of state machines', () => {
  it('hands over copies as JSON, as Lambda does', async () => {
    const given: unknown[] = [];
    const output = await run(async (event) => {
      given.push(event);
      return { at: new Date(0), dropped: undefined };
    });
    expect(given).toEqual([{ run_id: 'r' }]);
    expect(output).toEqual({ run_id: 'r', result: { at: '1970-01-01T00:00:00.000Z' } });
  });

  it('retries errors of ours by name', async () => {
    let calls = 0;
    await run(async () => {
      if (++calls < 3) throw new RateLimitedError('slow down', 1);
      return {};
    });
    expect(calls).toBe(3);
  });

  it('catches with the name and the message of the error', async () => {
    const output = (await run(async () => {
      throw new WarehouseError('no such table');
    })) as { error: { Error: string; Cause: string } };
    expect(output.error.Error).toBe('WarehouseError');
    expect(output.error.Cause).toContain('no such table');
  });

  it('names a function that the runtime does not have', async () => {
    await expect(runStateMachine(file, { run_id: 'r' }, {}, { speed: 1 })).rejects.toThrow(/'Work' calls Work, which/);
  });

  it('ends when an item of a map fails and the failure is caught', async () => {
    const mapped = join(folder, 'mapped.asl.json');
    const Work = { Type: 'Task', Resource: '$'.concat('{WorkFunctionArn}'), End: true };
    writeFileSync(
      mapped,
      JSON.stringify({
        StartAt: 'All',
        States: {
          All: {
            Type: 'Map',
            ItemsPath: '$.items',
            ItemProcessor: { StartAt: 'Work', States: { Work } },
            Catch: [{ ErrorEquals: ['States.ALL'], ResultPath: '$.error', Next: 'Caught' }],
            End: true,
          },
          Caught: { Type: 'Fail', Error: 'Caught' },
        },
      }),
    );
    const fails = async (item: unknown) => {
      if (item === 2) throw new WarehouseError('refused');
      return new Promise((done) => setTimeout(done, 50));
    };
    const input = { run_id: 'r', items: [1, 2, 3] };
    const ending = runStateMachine(mapped, input, { Work: fails } as unknown as LocalFunctions, {
      speed: 1,
      onEvent: () => {},
    });
    await expect(ending).rejects.toThrow();
  }, 3000);
});
