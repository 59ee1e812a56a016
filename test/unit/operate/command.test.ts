import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { ConfigError } from '../../../lambdas/contracts/errors.ts';
import { operate } from '../../../local/operate/command.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

const program = resolve(import.meta.dirname, '../../../bin/local.ts');

/** Nobody's credentials, and nothing that answers in AWS's place. */
async function nobody() {
  const folder = await temporaryFolder();
  return {
    AWS_CONFIG_FILE: join(folder, 'none'),
    AWS_SHARED_CREDENTIALS_FILE: join(folder, 'none'),
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_REGION: 'eu-west-1',
    AWS_ENDPOINT_URL: 'http://127.0.0.1:9',
  };
}

/** What a command prints, without an account. */
async function printed(command: string, ...args: string[]): Promise<string> {
  for (const [name, value] of Object.entries(await nobody())) vi.stubEnv(name, value);
  let text = '';
  const write = vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    text += String(chunk);
    return true;
  });
  try {
    await operate(command, args);
  } finally {
    write.mockRestore();
    vi.unstubAllEnvs();
  }
  return text;
}

describe('commands on a stage', () => {
  it.each([
    [['status', '--stage', 'staging'], /stage is 'staging', cdk\.json knows dev, prod/],
    [['status', '--stage', 'prod', '--jsno'], /Unknown option '--jsno'/],
    [['status', '--stage', 'prod', 'main'], /status does not expect 'main'/],
    [['start', '--stage', 'prod'], /no command 'start' on a stage; known are status, query, backfill, cost, redrive/],
    [['query', '--stage', 'prod'], /give the statement/],
    [['cost', '--stage', 'prod'], /cost needs --orders-per-month N for an estimate, or --runs N/],
    [
      ['cost', '--stage', 'prod', '--orders-per-month', 'many'],
      /--orders-per-month is 'many', expected a whole number/,
    ],
    [['backfill', '--stage', 'prod', '--connection', 'shop'], /--connection is 'shop', expected one of .*shopify:main/],
    [
      ['backfill', '--stage', 'prod', '--connection', 'shopify:main', '--from', '2026-02-30'],
      /--from is '2026-02-30', expected a day/,
    ],
  ])('say what is wrong with %j', async ([command = '', ...args], message) => {
    const refusal = operate(command, args);
    await expect(refusal).rejects.toThrow(ConfigError);
    await expect(refusal).rejects.toThrow(message);
  });

  it('ask for credentials, on stderr alone', async () => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--no-warnings', program, 'status', '--stage', 'prod'],
      { encoding: 'utf8', timeout: 240_000, env: { PATH: process.env.PATH, ...(await nobody()) } },
    );
    expect(stderr).toMatch(/^ConfigError: no valid AWS credentials/);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  });

  it('say what they take, and plan a backfill without an account', async () => {
    expect(await printed('redrive', '--stage', 'prod', '--help')).toMatch(/npm run redrive -- --stage prod/);
    const days = ['--from', '2026-01-01', '--to', '2026-02-01'];
    const plan = await printed('backfill', '--stage', 'prod', '--connection', 'shopify:main', ...days, '--plan');
    expect(plan).toMatch(/^shopify:main: \d+ partitions, \d+ slices\n/);
  });
});
