import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { run } from './processes.ts';

const root = resolve(import.meta.dirname, '../../..');
const requirements = resolve(import.meta.dirname, '../requirements.txt');

/**
 * A virtual environment with exactly the pinned packages, made once per list of them under `.venv/`.
 * @returns its `bin` folder
 */
export async function pinnedPython(): Promise<string> {
  const hash = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 12);
  const folder = join(root, '.venv', `deploy-${hash}`);
  const finished = join(folder, 'finished');
  const bin = join(folder, 'bin');
  if (existsSync(finished)) return bin;
  rmSync(folder, { recursive: true, force: true });
  await run('python3', ['-m', 'venv', folder]);
  await run(join(bin, 'pip'), ['install', '--quiet', '--disable-pip-version-check', '--no-deps', '-r', requirements]);
  writeFileSync(finished, new Date().toISOString());
  return bin;
}
