// Every stream of every source in the registry. A source added there is covered by recording its fixtures.
import { describe } from 'vitest';
import { sources } from '../../../lambdas/extractors/sources/index.ts';
import { describeSource } from './describe-source.ts';
import { Fixtures } from './wire.ts';
import { wireOf } from './wires.ts';

const folderOf = (source: string) =>
  new URL(`../../../lambdas/extractors/sources/${source}/fixtures`, import.meta.url).pathname;

describe.each(sources.map((source) => [source.name, source] as const))('%s', (name, source) => {
  describeSource(source, new Fixtures(folderOf(name)), wireOf(name));
});
