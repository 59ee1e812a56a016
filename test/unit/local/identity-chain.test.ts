import { describe, expect, it } from 'vitest';
import { chainBetween, type Edge } from '../../../local/identity/chain.ts';

const edge = (record_key: string, identifier: string, confidence = 'high'): Edge => ({
  ...{ record_key, identifier, confidence, rule: identifier.split(':')[0]! },
  ...{ stated_by: record_key, seen_at: '2026-01-01T00:00:00Z' },
});
const between = (edges: readonly Edge[], from: string, to: string) =>
  chainBetween(edges, from, to)?.map((step) => [step.from.record_key, step.from.identifier, step.to.record_key]);

describe('the chain between two records', () => {
  const chain = ['a', 'b', 'c', 'd'].flatMap((record, at) => [
    edge(record, `email:${at}`),
    edge(record, `email:${at + 1}`),
  ]);

  it('goes from record to record through what they share', () => {
    expect(between(chain, 'a', 'c')).toEqual([
      ['a', 'email:1', 'b'],
      ['b', 'email:2', 'c'],
    ]);
    expect(between(chain, 'c', 'a')).toEqual([
      ['c', 'email:2', 'b'],
      ['b', 'email:1', 'a'],
    ]);
  });

  it('is the shortest one', () => {
    const direct = [edge('a', 'phone:1'), edge('d', 'phone:1')];
    expect(between([...chain, ...direct], 'a', 'd')).toEqual([['a', 'phone:1', 'd']]);
  });

  it('uses a medium edge only where no stronger chain exists', () => {
    const likely = [edge('a', 'address:1', 'medium'), edge('d', 'address:1', 'medium')];
    expect(between([...chain, ...likely], 'a', 'd')).toHaveLength(3);
    expect(between(likely, 'a', 'd')).toEqual([['a', 'address:1', 'd']]);
  });

  it('is none where nothing links the two, and empty for one record', () => {
    expect(between(chain, 'a', 'z')).toBeUndefined();
    expect(between(chain, 'a', 'a')).toEqual([]);
  });
});
