import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import type { SyntheticWorld } from '../synthetic.ts';
import { TRUTH } from './tables.ts';

const CHUNK = 1 << 16;

/**
 * Writes the truth of a world as `<folder>/<table>.ndjson`, row by row: memory stays flat, and the loop is given back often,
 * so that a process that serves twins meanwhile keeps answering.
 */
export async function writeTruth(world: SyntheticWorld, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, table] of Object.entries(TRUTH)) {
    const out = createWriteStream(join(folder, `${name}.ndjson`));
    let held = '';
    const flush = async () => {
      const text = held;
      held = '';
      if (!out.write(text)) await once(out, 'drain');
      await turn();
    };
    for (const row of table(world)) {
      held += `${JSON.stringify(row)}\n`;
      if (held.length >= CHUNK) await flush();
    }
    await flush();
    out.end();
    await once(out, 'finish');
  }
}
