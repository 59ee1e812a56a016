// Every stream of every source in the registry. A source added there is covered by recording its fixtures.
import { describe } from 'vitest';
import { sources } from '../../../lambdas/extractors/sources/index.ts';
import { describeSource } from './describe-source.ts';
import { fixturesOf, wireOf } from './wires.ts';

describe.each(sources.map((source) => [source.name, source] as const))('%s', (name, source) => {
  describeSource(source, fixturesOf(name), wireOf(name));
});
