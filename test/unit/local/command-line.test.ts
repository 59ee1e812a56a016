import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { ConfigError } from '../../../lambdas/contracts/errors.ts';
import { runCommandLine } from '../../../local/commands/command-line.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';

describe('the command line', () => {
  it.each([
    [['start', '--currency', 'gbp', '--replay', 'a.csv'], /--currency is 'gbp', expected a code of ISO 4217/],
    [['start', '--time-zone', 'Mars', '--replay', 'a.csv'], /--time-zone is 'Mars', expected a time zone of the IANA/],
    [['start', '--date-order', 'XYZ', '--replay', 'a.csv'], /--date-order is 'XYZ', expected MDY, DMY or YMD/],
    [['start', '--currency', 'EUR'], /--currency needs a file to read; .* --replay FILE.csv/],
    [['start', '--seed', '1.5'], /--seed is '1.5', expected a whole number/],
    [['start', '--as-of', '2030-01-01'], /--as-of is '2030-01-01', expected a date from 2024-10-02 to 2027-10-01/],
    [['start', '--as-of', '2026-01-01', '--config', 'x.ts'], /--as-of is the day of a synthetic world/],
    [['start', 'tiny'], /start does not expect 'tiny'; .* npm start -- --world tiny/],
    [['start', '--under-deliver', 'oders'], /--under-deliver is 'oders', expected a stream such as orders/],
    [['start', '--wrold', 'tiny'], /Unknown option '--wrold'; see --help/],
    [
      ['stauts'],
      /no command 'stauts'; known are start, query, metric, why, status, redrive, backfill, payload, sources, chaos, twins, doctor, cost/,
    ],
    [['query'], /give the statement/],
    [['why', 'shopify:main:1'], /name two records/],
    [['query', 'select 1'], /nothing is published in .*; run `npm start` first/],
  ])('says what is wrong with %j', async (args, message) => {
    const home = join(await temporaryFolder(), 'home');
    const refusal = runCommandLine([...args, '--home', home]);
    await expect(refusal).rejects.toThrow(ConfigError);
    await expect(refusal).rejects.toThrow(message);
  });

  it('says that costs are those of a stage, and which word names it', async () => {
    await expect(runCommandLine(['cost', '--orders-per-month', '5'])).rejects.toThrow(
      /--stage is missing: .* npm run cost -- --stage dev/,
    );
  });

  it.each(['start', 'status', 'cost', 'twins'])('%s explains itself, and nothing else', async (name) => {
    const written = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
    const code = await runCommandLine([name, '--help']);
    const text = written.mock.calls.map(([chunk]) => String(chunk)).join('');
    written.mockRestore();
    expect(code).toBe(0);
    expect(text).toMatch(new RegExp(`^  npm (run (-s )?)?${name}`));
    expect(text).not.toMatch(name === 'start' ? /npm run cost/ : /npm start/);
  });

  it('ends a refused command with code 1 and its reason on stderr alone', async () => {
    const program = resolve(import.meta.dirname, '../../../bin/local.ts');
    const home = join(await temporaryFolder(), 'home');
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['--no-warnings', program, 'query', '--home', home],
      {
        encoding: 'utf8',
        timeout: 240_000,
      },
    );
    expect(stderr).toMatch(/^ConfigError: give the statement/);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  });

  it('ends, with the vendors it had begun to serve, when a home is of another version of its world', async () => {
    const program = resolve(import.meta.dirname, '../../../bin/local.ts');
    const home = join(await temporaryFolder(), 'home');
    mkdirSync(join(home, 'ops'), { recursive: true });
    const origin = { kind: 'synthetic', size: 'tiny', seed: 42 };
    writeFileSync(join(home, 'version.json'), JSON.stringify({ version: 1, origin, world_seed: 'synthetic-tiny-42' }));
    const { status, stderr } = spawnSync(
      process.execPath,
      ['--no-warnings', program, 'start', '--home', home, '--once'],
      { encoding: 'utf8', timeout: 60_000 },
    );
    expect(stderr).toMatch(/^ConfigError: .* as an earlier version made it .*: use another --home/m);
    expect(status).toBe(1);
  }, 70_000);
});
