import { existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Home } from '../home.ts';

/** Moves a file out of the way; nothing the doctor replaces is deleted. */
export async function setAside({ root }: Home, key: string): Promise<void> {
  const from = join(root, key);
  if (!existsSync(from)) return;
  let to = join(root, 'damaged', key);
  for (let at = 2; existsSync(to); at++) to = join(root, 'damaged', `${key}.${at}`);
  await mkdir(dirname(to), { recursive: true });
  await rename(from, to);
}
