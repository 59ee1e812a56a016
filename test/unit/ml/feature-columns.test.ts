import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ColumnHash, NumberColumn, TextColumn } from '../../../lambdas/ml/feature-columns.ts';
import { sha256 } from '../../../lambdas/ml/model-store.ts';

describe('columns of features', () => {
  it('hold every number that was added, however many, in the type they were made for', () => {
    const column = new NumberColumn(Float32Array);
    const numbers = Array.from({ length: 5000 }, (_, at) => (at % 7 === 0 ? Number.NaN : at / 3));
    for (const one of numbers) column.push(one);
    expect(column.values).toEqual(Float32Array.from(numbers));
    expect(new NumberColumn(Int8Array).values).toEqual(new Int8Array(0));
  });

  it('hold every text that was added', () => {
    const column = new TextColumn();
    const texts = ['a', 'a', 'b', 'a', '', ''];
    for (const one of texts) column.push(one);
    expect(column.values).toEqual(texts);
  });

  it('have the hash of their joined texts and their bytes, though a column is never joined whole', () => {
    const lines = Array.from({ length: 10_000 }, (_, at) => `line ${at} é`);
    const numbers = new NumberColumn(Int32Array);
    for (let at = 0; at < 3000; at++) numbers.push(at * at);
    const exact = Int32Array.from(numbers.values);
    expect(new ColumnHash().text(lines).bytes(numbers.values).text([]).digest()).toBe(
      sha256(lines.join('\n'), new Uint8Array(exact.buffer), ''),
    );
    fc.assert(
      fc.property(fc.array(fc.array(fc.string())), (parts) => {
        const hash = new ColumnHash();
        for (const part of parts) hash.text(part, '|');
        expect(hash.digest()).toBe(sha256(...parts.map((part) => part.join('|'))));
      }),
    );
  });
});
