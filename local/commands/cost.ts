import { ConfigError } from '../../lambdas/contracts/errors.ts';
import { defineCommand } from './command.ts';

export default defineCommand({
  help: `  npm run cost -- --stage NAME --orders-per-month N
                                             estimated cost of a month of a stage, from its declarations; needs no account
  npm run cost -- --stage NAME --runs N      cost of its newest runs, from their records`,
  options: { 'orders-per-month': { type: 'string' }, runs: { type: 'string' }, config: { type: 'string' } },
  run: async () => {
    throw new ConfigError(
      '--stage is missing: cost is computed for a deployed stage; the stages are in cdk.json, for example: npm run cost -- --stage dev --orders-per-month 20000',
    );
  },
});
