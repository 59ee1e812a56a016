import { describe, expect, it } from 'vitest';
import { SeenKeys } from '../../../lambdas/extractors/engine/seen-keys.ts';

describe('recent keys', () => {
  it('knows what came just before, across generations, and forgets what is long gone', () => {
    const keys = new SeenKeys(3);
    for (const key of ['a', 'b', 'c', 'd']) expect(keys.add(key)).toBe(true);
    for (const key of ['a', 'b', 'c', 'd']) expect(keys.add(key)).toBe(false);
    for (const key of ['e', 'f', 'g']) expect(keys.add(key)).toBe(true);
    expect(keys.add('d')).toBe(false);
    expect(keys.add('a')).toBe(true);
  });

  it('knows a key it has just seen', () => {
    const keys = new SeenKeys();
    keys.add('a');
    expect(keys.add('a')).toBe(false);
  });
});
