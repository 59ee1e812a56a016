import { createSyntheticWorld, type SyntheticWorld } from '../../local/world/synthetic.ts';

/** A world is only read: the files that a worker takes one after the other read the same one. */
const made = new Map<'tiny' | 'small', SyntheticWorld>();

function world(size: 'tiny' | 'small'): SyntheticWorld {
  const known = made.get(size) ?? createSyntheticWorld({ size });
  made.set(size, known);
  return known;
}

export const tinyWorld = () => world('tiny');
export const smallWorld = () => world('small');
