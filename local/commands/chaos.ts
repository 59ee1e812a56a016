import { ConfigError } from '../../lambdas/contracts/errors.ts';
import { sources } from '../../lambdas/extractors/sources/index.ts';
import { chaos, kindsOf } from '../chaos/chaos.ts';
import { withTwins } from '../twins/server.ts';
import { defineCommand, numberOf, say, wholeNumberOf } from './command.ts';

export default defineCommand({
  help: `  npm run chaos -- [--seed N] [--minutes M] [--rate 0.25] [--source S] [--json]
                                             reads every source through throttles, errors, resets, cut bodies, repeated pages,
                                             missing records and crashes of our own, and compares what landed with the world;
                                             exit code 1 when anything was silently lost, doubled, invented or changed`,
  options: {
    seed: { type: 'string', default: '1' },
    minutes: { type: 'string', default: '1' },
    rate: { type: 'string', default: '0.25' },
    source: { type: 'string', multiple: true },
    json: { type: 'boolean' },
  },
  run: async ({ seed, minutes, rate, source: names, json }) => {
    const vendors = withTwins(sources);
    const unknown = names?.find((name) => !vendors.some((one) => one.name === name));
    if (unknown)
      throw new ConfigError(
        `no vendor is called '${unknown}'; chaos runs exist for ${vendors.map(({ name }) => name).join(', ')}`,
      );
    const result = await chaos({
      seed: wholeNumberOf('seed', seed, 2 ** 20),
      minutes: numberOf('minutes', minutes, 0, 600),
      rate: numberOf('rate', rate, 0, 0.5),
      sources: vendors.filter(({ name }) => names === undefined || names.includes(name)),
      say: (line) => void process.stderr.write(`${line}\n`),
    });
    const { injected, failed_slices: failed, ...rest } = result;
    if (json) say(`${JSON.stringify(result, null, 2)}\n`);
    else {
      say(
        `${rest.sources} sources, ${rest.rounds} round(s), ${rest.records} records, ${rest.calls} calls, ${rest.faults} faults (${kindsOf(injected)})\n`,
      );
      say(
        `${rest.lost} lost, ${rest.doubled} doubled after staging, ${rest.silent} silent, ${rest.invented} invented, ${rest.changed} changed\n`,
      );
      for (const one of failed) say(`failed with an error: ${one}\n`);
    }
    return rest.silent + rest.doubled + rest.invented + rest.changed > 0 ? 1 : 0;
  },
});
