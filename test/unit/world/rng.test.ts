import { describe, expect, it } from 'vitest';
import { makePerson } from '../../../local/world/people/person.ts';
import { exp, KIND, ln, normalQuantile, philox, pow, Stream } from '../../../local/world/random/rng.ts';

const words = (counter: readonly number[], key: readonly number[]): string => {
  const out = new Uint32Array(4);
  philox(counter[0]!, counter[1]!, counter[2]!, counter[3]!, key[0]!, key[1]!, out);
  return [...out].map((word) => word.toString(16).padStart(8, '0')).join(' ');
};
const wordsOf = (stream: Stream) =>
  Array.from({ length: 4 }, () => stream.word().toString(16).padStart(8, '0')).join(' ');

describe('Philox4x32-10', () => {
  it.each([
    [[0, 0, 0, 0], [0, 0], '6627e8d5 e169c58d bc57ac4c 9b00dbd8'],
    [[0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff], [0xffffffff, 0xffffffff], '408f276d 41c83b0e a20bc7c6 6d5451fd'],
    [[0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344], [0xa4093822, 0x299f31d0], 'd16cfe09 94fdcceb 5001e420 24126ea1'],
  ])('answers the published vector of counter %j, key %j', (counter, key, answer) => {
    expect(words(counter, key)).toBe(answer);
  });

  it('names streams by seed, kind, purpose, id and sub', () => {
    expect(wordsOf(new Stream(42, KIND.sku, 1, 0, 0))).toBe('1cfb71dc cd8ee59a 139bab03 81dec5d6');
    expect(wordsOf(new Stream(42, KIND.person, 3, 4999, 17))).toBe('2e30c686 34b7ebf2 72d4db52 02275e9e');
  });
});

describe('draws from a stream', () => {
  const stream = () => new Stream(42, KIND.sku, 1, 0, 0);

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

describe('people', () => {
  it('have the rates and arrivals of the specification', () => {
    expect([0, 1, 17999].map((id) => makePerson(42, id).rate)).toEqual([
      0.1213046618831602, 1.9417133832214395, 0.13718092570893328,
    ]);
    expect([0, 1, 17999].map((id) => new Stream(42, KIND.person, 5, id).uniform())).toEqual([
      0.5200677508333049, 0.8597301805315261, 0.8662190827217435,
    ]);
  });
});
