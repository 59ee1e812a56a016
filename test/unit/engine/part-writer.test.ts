import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filesystemStore } from '../../../lambdas/adapters/filesystem/object-store.ts';
import { PartWriter } from '../../../lambdas/extractors/engine/part-writer.ts';
import { suiteFolder } from '../../helpers/temporary-folder.ts';

const home = suiteFolder();
const store = filesystemStore(home);

const HEAD = Buffer.from('{é:');
const line = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc
    .tuple(fc.constantFrom('a', 'é', '語', '🧺'), fc.integer({ min: 20_000, max: 400_000 }))
    .map(([one, n]) => one.repeat(n)),
);

describe('the parts of a slice', () => {
  it('hold every line once and in order, however long, and are named by their bytes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { maxLength: 12 }),
        fc.integer({ min: 1, max: 2_000_000 }),
        async (lines, most) => {
          const whole = lines.map((text) => text.replace(/[\n\r]/g, ' '));
          const writer = new PartWriter(store, 'some/slice', most);
          for (const text of whole) await writer.write(HEAD, text, '}');
          const parts = await writer.finish();
          const read = [];
          for (const { key, rows, sha256 } of parts) {
            const { body } = (await store.get(key))!;
            expect(createHash('sha256').update(body).digest('hex')).toBe(sha256);
            const inside = gunzipSync(body).toString().split('\n').slice(0, -1);
            expect(inside).toHaveLength(rows);
            read.push(...inside);
          }
          expect(read).toEqual(whole.map((text) => `${HEAD}${text}}`));
        },
      ),
      { numRuns: 25 },
    );
  });
});
