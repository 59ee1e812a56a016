import { describe, expect, it } from 'vitest';
import { exp, ln, normalQuantile, pow } from '../../../local/world/random/exact-math.ts';
import { philox } from '../../../local/world/random/philox.ts';
import { Stream, streamsOf } from '../../../local/world/random/streams.ts';

const words = (counter: readonly number[], key: readonly number[]): string => {
  const out = new Uint32Array(4);
  philox(counter[0]!, counter[1]!, counter[2]!, counter[3]!, key[0]!, key[1]!, out);
  return [...out].map((word) => word.toString(16).padStart(8, '0')).join(' ');
};

describe('Philox4x32-10', () => {
  it.each([
    [[0, 0, 0, 0], [0, 0], '6627e8d5 e169c58d bc57ac4c 9b00dbd8'],
    [[0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff], [0xffffffff, 0xffffffff], '408f276d 41c83b0e a20bc7c6 6d5451fd'],
    [[0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344], [0xa4093822, 0x299f31d0], 'd16cfe09 94fdcceb 5001e420 24126ea1'],
  ])('answers the published vector of counter %j, key %j', (counter, key, answer) => {
    expect(words(counter, key)).toBe(answer);
  });
});

describe('draws from a stream', () => {
  /** Its first words are `1cfb71dc cd8ee59a 139bab03 81dec5d6`. */
  const stream = () => new Stream(42, 0x00010001, 0, 0, 0);

  it('gives uniforms of 53 bits', () => {
    const draw = stream();
    expect([draw.uniform(), draw.uniform(), draw.uniform()]).toEqual([
      0.11321174206556145, 0.07659405847866457, 0.8024329696211785,
    ]);
  });

  it('gives normal, exponential, gamma and Poisson, one after the other', () => {
    const draw = stream();
    expect([draw.normal(), draw.exponential(), draw.gamma(0.5), draw.gamma(2.5), draw.poisson(3)]).toEqual([
      -1.2096232707904406, 2.5692357707966362, 0.9418484738645088, 1.0151325593302292, 1,
    ]);
  });

  it('computes with arithmetic alone', () => {
    expect(ln(10)).toBe(Math.LN10); // 2.302585092994046
    expect(exp(-3.7)).toBe(0.024723526470339388);
    expect(pow(0.8, -2.2)).toBe(1.6338118009238642);
    expect(normalQuantile(0.975)).toBe(1.959963986120195);
    for (let i = 1; i < 2000; i++) {
      const x = i * i * 0.37;
      expect(Math.abs(ln(x) / Math.log(x) - 1)).toBeLessThan(4e-16);
      expect(Math.abs(exp(-i / 100) / Math.exp(-i / 100) - 1)).toBeLessThan(4e-16);
    }
  });
});

describe('a named stream', () => {
  const stream = streamsOf(42);
  const first = (draw: Stream) => draw.uniform();

  it('is the generator at the FNV-1a hash of its name, with seed and ids beside it', () => {
    // FNV-1a of 'a' is the published e40c292c.
    const out = new Uint32Array(4);
    philox(0, 0xe40c292c, 7, 8, 42, 9, out);
    const expected = ((out[0]! >>> 5) * 67108864 + (out[1]! >>> 6) + 0.5) / 2 ** 53;
    expect(first(stream('a', 7, 8, 9))).toBe(expected);
  });

  it('starts afresh whenever it is named, and takes every id and the seed into account', () => {
    expect(first(stream('refund.delay', 1, 2, 3))).toBe(first(stream('refund.delay', 1, 2, 3)));
    const others = [
      stream('refund.delays', 1, 2, 3),
      stream('refund.delay', 2, 2, 3),
      stream('refund.delay', 1, 3, 3),
      stream('refund.delay', 1, 2, 4),
      stream('refund.delay', 1, 2),
      streamsOf(43)('refund.delay', 1, 2, 3),
    ];
    expect(new Set([stream('refund.delay', 1, 2, 3), ...others].map(first)).size).toBe(7);
  });

  it('has values that are spread evenly and go together with no neighbour’s', () => {
    const count = 20_000;
    const values = Array.from({ length: count }, (_, id) => first(stream('evenly.spread', id)));
    const mean = (of: (at: number) => number) => values.reduce((sum, _, at) => sum + of(at), 0) / count;
    const average = mean((at) => values[at]!);
    // Four standard errors of a mean of so many uniforms, and of a correlation between them.
    expect(Math.abs(average - 0.5)).toBeLessThan(4 * Math.sqrt(1 / 12 / count));
    const next = mean((at) => (values[at]! - 0.5) * ((values[at + 1] ?? 0.5) - 0.5)) * 12;
    expect(Math.abs(next)).toBeLessThan(4 / Math.sqrt(count));
    const other = mean((at) => (values[at]! - 0.5) * (first(stream('spread.evenly', at)) - 0.5)) * 12;
    expect(Math.abs(other)).toBeLessThan(4 / Math.sqrt(count));
  });
});
