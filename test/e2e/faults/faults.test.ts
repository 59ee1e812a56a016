import { afterAll, describe, expect, it } from 'vitest';
import { afterFirstRun } from '../helpers/calm.ts';
import { Machine } from '../helpers/machine.ts';

describe('vendors that misbehave', () => {
  const { machine: calm } = afterFirstRun();
  const faulty = new Machine();
  afterAll(() => {
    calm.forget();
    faulty.forget();
  });

  it('change no row when one answer in twenty fails', async () => {
    expect((await faulty.start('--world', 'tiny', '--fault-rate', '0.05', '--fault-seed', '11')).code).toBe(0);
    expect(faulty.marts()).toEqual(calm.marts());
  });
});
