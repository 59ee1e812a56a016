import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isoMillis } from '../../../local/twins/iso.ts';

it('an instant is written as a date object writes it, in any order', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -62_135_596_800_000, max: 253_402_300_799_999 })), (instants) => {
      for (const at of instants) expect(`${isoMillis(at)}Z`).toBe(new Date(at).toISOString());
    }),
  );
});
