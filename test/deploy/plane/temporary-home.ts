import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder of one run. */
export interface TemporaryHome {
  readonly path: string;
  /** `TMPDIR` of the processes the run starts: what they leave there goes with it. */
  readonly temporary: string;
  remove(): void;
}

/** Kept when `KEEP_DEPLOY_FOLDER` is set, for whoever looks into a failure. */
export function temporaryHome(prefix: string): TemporaryHome {
  const path = mkdtempSync(join(tmpdir(), prefix));
  const temporary = join(path, 'tmp');
  mkdirSync(temporary);
  const remove = () => {
    if (process.env.KEEP_DEPLOY_FOLDER) console.log(`kept: ${path}`);
    // What was killed a moment ago may still be writing.
    else rmSync(path, { recursive: true, force: true, maxRetries: 10 });
  };
  return { path, temporary, remove };
}
