import { filesystemStore } from '../../lambdas/adapters/filesystem/object-store.ts';
import { ConfigError } from '../../lambdas/contracts/errors.ts';
import { homeAt } from '../home.ts';
import { queryJson } from '../query.ts';
import { defineCommand, HOME } from './command.ts';

export default defineCommand({
  help: '  npm run -s query -- [--home DIR] "SQL"     rows of the published marts as JSON',
  options: HOME,
  words: true,
  run: async (values, words) => {
    const sql = words.join(' ');
    if (!sql) throw new ConfigError('give the statement: npm run -s query -- "select * from fct_orders limit 5"');
    const home = homeAt(values.home);
    for await (const text of queryJson(home, filesystemStore(home.root), sql)) {
      if (!process.stdout.write(text)) await new Promise((resolve) => process.stdout.once('drain', resolve));
    }
    return 0;
  },
});
