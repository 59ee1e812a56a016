import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ExternalSort } from '../../../lambdas/extractors/engine/external-sort.ts';
import { linesOf } from '../../../lambdas/extractors/engine/lines.ts';

describe('the external sort', () => {
  it('sorts like an array, stably, whatever fits into memory', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.string({ unit: 'grapheme' }))),
        fc.integer({ min: 1, max: 200 }),
        (entries, characters) => {
          const lines = entries.map(([key, text], at) => ({
            key: String(key).padStart(3, '0'),
            line: JSON.stringify([at, text]),
          }));
          const sort = new ExternalSort(characters);
          try {
            for (const { key, line } of lines) sort.add(key, line);
            expect([...sort.sorted()]).toEqual([...lines].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)));
          } finally {
            sort.close();
          }
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('lines of a byte stream', () => {
  it('are the same however the bytes are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'grapheme' }).filter((line) => line !== '' && !line.includes('\n'))),
        fc.integer({ min: 1, max: 7 }),
        async (lines, size) => {
          const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''));
          async function* chunks() {
            for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
          }
          const read: string[] = [];
          for await (const some of linesOf(chunks())) read.push(...some);
          expect(read).toEqual(lines);
        },
      ),
      { numRuns: 40 },
    );
  });
});
