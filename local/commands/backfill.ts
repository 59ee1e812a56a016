import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from '../../lambdas/contracts/errors.ts';
import { redirectTelemetry } from '../../lambdas/platform/telemetry.ts';
import { backfill } from '../backfill/backfill.ts';
import type { OpenableConnection } from '../connections.ts';
import { homeAt } from '../home.ts';
import { withHome } from '../opened-home.ts';
import { checkRange, dayOf } from '../operate/backfill.ts';
import { Progress } from '../progress.ts';
import { defineCommand, HOME } from './command.ts';
import { ORIGIN, originOf } from './origin-options.ts';

export default defineCommand({
  help: `  npm run backfill -- --source S --from 2023-10-01 --to 2026-10-01 [--connection NAME] [--plan]
                                             plans and prices a second reading of past days, then reads them; --plan only plans.
                                             --home, --world, --seed, --as-of and --config as for start`,
  options: {
    ...HOME,
    ...ORIGIN,
    source: { type: 'string' },
    connection: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
    plan: { type: 'boolean' },
  },
  run: async (values) => {
    const range = { from: dayOf('from', values.from), to: dayOf('to', values.to) };
    const progress = new Progress(process.stdout);
    const home = homeAt(values.home);
    const complete = await withHome(
      home,
      originOf(values),
      (line) => progress.say(line),
      async (opened) => {
        redirectTelemetry(createWriteStream(join(home.logs, 'retailpulse.ndjson'), { flags: 'a' }));
        const connection = chosen(opened.connections, values.source, values.connection);
        const { source, name, start } = connection.connection;
        checkRange(range, { source, name, start }, Date.parse(opened.origin.asOf()));
        return backfill(opened, { connection, range, planOnly: values.plan ?? false, progress });
      },
    );
    return complete ? 0 : 1;
  },
});

function chosen(
  all: readonly OpenableConnection[],
  source: string | undefined,
  name: string | undefined,
): OpenableConnection {
  const known = all.map((one) => `${one.source.name}/${one.connection.name}`).join(', ');
  if (!source) throw new ConfigError(`--source is missing; connected are ${known}`);
  const found = all.filter((one) => one.source.name === source && (name === undefined || one.connection.name === name));
  if (found.length === 1) return found[0]!;
  if (found.length === 0)
    throw new ConfigError(`no connection of '${source}'${name ? ` called '${name}'` : ''}; connected are ${known}`);
  throw new ConfigError(
    `'${source}' has several connections; name one with --connection: ${found.map((one) => one.connection.name).join(', ')}`,
  );
}
