/** Mulberry32: a few lines are enough to repeat a test to the byte. */
export function chance(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (((mixed ^ (mixed >>> 14)) >>> 0) * below) / 2 ** 32;
  };
}

const START = Date.parse('2026-01-01T00:00:00Z');

/** A time so many hours after the beginning of the readings, UTC. */
export const iso = (hours: number) => `${new Date(START + hours * 3_600_000).toISOString().slice(0, 19)}Z`;
