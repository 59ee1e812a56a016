import { filesystemStore } from '../../lambdas/adapters/filesystem/object-store.ts';
import { readStatus } from '../../lambdas/runs/read-status.ts';
import { homeAt } from '../home.ts';
import { statusText } from '../status-text.ts';
import { defineCommand, HOME, say } from './command.ts';

export default defineCommand({
  help: '  npm run -s status -- [--home DIR] [--json] runs, slices, watermarks, checks, alerts, models',
  options: { ...HOME, json: { type: 'boolean' } },
  run: async (values) => {
    const status = await readStatus(filesystemStore(homeAt(values.home).root));
    say(values.json ? `${JSON.stringify(status, null, 2)}\n` : statusText(status));
    return 0;
  },
});
