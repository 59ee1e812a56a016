import { mkdtempSync, rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, onTestFinished } from 'vitest';

const PREFIX = join(tmpdir(), 'retailpulse-test-');

/** A folder that is gone when the test is over. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(PREFIX);
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** A folder that is gone when the file's tests (or those of the `describe` it is called in) are over. */
export function suiteFolder(): string {
  const folder = mkdtempSync(PREFIX);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
