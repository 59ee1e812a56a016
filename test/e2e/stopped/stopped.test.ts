import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { afterFirstRun } from '../helpers/calm.ts';
import { ended } from '../helpers/machine.ts';

const { machine } = await afterFirstRun();

describe('a person who presses Ctrl-C', () => {
  afterAll(() => machine.forget());

  it('is obeyed at once, whatever the engine is doing, and loses nothing', async () => {
    const before = machine.marts();
    for (const pause of [0, 200, 700]) {
      const run = machine.begin();
      await new Promise<void>((busy) => {
        run.stdout!.on('data', (text: Buffer) => {
          if (text.toString().includes('✓ shopify:main')) busy();
        });
      });
      await wait(pause);
      run.kill('SIGINT');
      const end = ended(run);
      const impatient = wait(5000).then(() => run.kill('SIGKILL'));
      const { code } = await Promise.race([end, impatient.then(() => end)]);
      expect({ pause, code }).toEqual({ pause, code: 130 });
      expect(existsSync(join(machine.home, 'home.lock'))).toBe(false);
    }
    expect((await machine.start()).code).toBe(0);
    expect(machine.marts()).toEqual(before);
  });
});
