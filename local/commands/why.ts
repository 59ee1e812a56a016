import { join } from 'node:path';
import { filesystemStore } from '../../lambdas/adapters/filesystem/object-store.ts';
import { ConfigError } from '../../lambdas/contracts/errors.ts';
import { readSqlFolder } from '../../lambdas/sql/read-folder.ts';
import { homeAt } from '../home.ts';
import type { Step } from '../identity/chain.ts';
import { type Why, whyOne } from '../identity/why.ts';
import { projectRoot } from '../project-root.ts';
import { defineCommand, HOME, say } from './command.ts';

export default defineCommand({
  help: `  npm run -s why -- RECORD RECORD            the chain of edges by which two records of people are one customer; a record is
                                             source:connection:id, the record_key of dim_customer_records. --json; --home DIR`,
  options: { ...HOME, json: { type: 'boolean' } },
  words: true,
  run: async (values, [one, other, ...more]) => {
    if (one === undefined || other === undefined || more.length > 0)
      throw new ConfigError('name two records: npm run -s why -- shopify:main:1 klaviyo:main:01A');
    const home = homeAt(values.home);
    const library = await readSqlFolder(join(projectRoot, 'sql'));
    const why = await whyOne(home, filesystemStore(home.root), library, [one, other]);
    say(values.json ? `${JSON.stringify(why)}\n` : textOf(why));
    return 0;
  },
});

function textOf({ records: [one, other], level, customers: [customer, second], chain }: Why): string {
  if (level === null) return `${one} and ${other} are two customers, ${customer} and ${second}: nothing links them.\n`;
  const kind =
    level === 'strict' ? `one customer, ${customer}` : `loosely one person, customers ${customer} and ${second}`;
  return `${one} and ${other} are ${kind}:\n\n  ${one}\n${chain.map(lineOf).join('')}`;
}

function lineOf({ from, to }: Step): string {
  const day = (time: string) => time.slice(0, 10);
  const said = from.rule === 'manual' ? from.stated_by : `stated ${day(from.seen_at)} and ${day(to.seen_at)}`;
  return `    │ ${from.rule} (${from.confidence}) ${from.identifier}, ${said}\n  ${to.record_key}\n`;
}
