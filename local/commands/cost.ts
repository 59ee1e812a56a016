import { ConfigError } from '../../lambdas/contracts/errors.ts';
import { defineCommand } from './command.ts';

export default defineCommand({
  help: `  npm run cost -- --stage NAME --orders-per-month N
                                             what a month of a stage would cost, by what is declared; needs no account
  npm run cost -- --stage NAME --runs N      what its newest runs have cost, by their records`,
  options: { 'orders-per-month': { type: 'string' }, runs: { type: 'string' }, config: { type: 'string' } },
  run: async () => {
    throw new ConfigError(
      'cost speaks of a deployed stage and --stage is missing; the stages are in cdk.json, for example: npm run cost -- --stage dev --orders-per-month 20000',
    );
  },
});
