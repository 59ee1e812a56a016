// Every source, whole, from the small world: records a second, calls and memory.
import { sources } from '../lambdas/extractors/sources/index.ts';
import { withTwins } from '../local/twins/server.ts';
import { benchExtract } from './extract.ts';

console.table(
  await benchExtract(
    process.argv[2] ?? 'small',
    withTwins(sources).map(({ name }) => name),
  ),
);
