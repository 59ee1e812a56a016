import { execFileSync } from 'node:child_process';
import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError } from '../lambdas/contracts/errors.ts';
import { type Home, makeRoot } from './home.ts';

/**
 * Start time of a process, as an opaque text of the operating system: process ids are reused, so the id alone does not
 * identify it. Undefined when there is no such process, empty when the system does not tell.
 */
export function startOf(pid: number): string | undefined {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return undefined;
  }
  try {
    if (process.platform === 'linux') {
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      // The name, in brackets, may hold any characters; the start is the 22nd field, in ticks since boot.
      const ticks = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
      return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${ticks}`;
    }
    if (process.platform === 'win32') return '';
    return execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8', stdio: 'pipe' }).trim();
  } catch {
    return '';
  }
}

/** True if the process named by a lock is still the one that wrote it; locks of earlier versions have no start time. */
function isOwner(pid: number, started: string): boolean {
  if (!pid || pid === process.pid) return false;
  const now = startOf(pid);
  if (now === undefined) return false;
  return started === '' || now === '' || now === started;
}

/**
 * Makes this process the only owner of a home. A lock of a dead process is taken over, even when another process has
 * its id by now.
 * @returns releases the lock
 * @throws ConfigError naming the owner's process id
 */
export function lockHome(home: Home): () => void {
  makeRoot(home);
  const path = join(home.root, 'home.lock');
  for (;;) {
    try {
      const file = openSync(path, 'wx');
      writeSync(file, `${process.pid} ${startOf(process.pid) ?? ''}`.trim());
      closeSync(file);
      return () => rmSync(path, { force: true });
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
        throw new ConfigError(`${home.root} is not writable (${code}); change its owner, or use another --home`);
      if (code !== 'EEXIST') throw error;
      const [pid = '', ...started] = readFileSync(path, 'utf8').split(' ');
      if (isOwner(Number(pid), started.join(' '))) {
        throw new ConfigError(`${home.root} is in use by process ${pid}; stop it, or use another --home`);
      }
      rmSync(path, { force: true });
    }
  }
}
