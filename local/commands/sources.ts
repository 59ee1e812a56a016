import { sources } from '../../lambdas/extractors/sources/index.ts';
import { checkSunsets, sourceRows, sourcesTable, sunsetText } from '../sources/source-list.ts';
import { defineCommand, say } from './command.ts';

export default defineCommand({
  help: `  npm run -s sources -- [--json]             sources, streams, versions, cursors, deletions, proofs and limits
  npm run -s sources -- --check              pinned API versions near their end: a warning at 90 days, exit code 1 at 30`,
  options: { json: { type: 'boolean' }, check: { type: 'boolean' } },
  run: async ({ json, check }) => {
    if (check) {
      const sunsets = checkSunsets(sources, new Date());
      say(json ? `${JSON.stringify(sunsets, null, 2)}\n` : sunsetText(sunsets));
      return sunsets.some(({ level }) => level === 'error') ? 1 : 0;
    }
    say(json ? `${JSON.stringify(sourceRows(sources), null, 2)}\n` : sourcesTable(sources));
    return 0;
  },
});
