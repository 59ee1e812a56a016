import { join } from 'node:path';
import { type EmulatedCloud, root } from './emulated-cloud.ts';
import { run } from './processes.ts';

/** A command of the README on the deployed stage, as an operator types it. @returns what it printed */
export function operator(cloud: EmulatedCloud, command: string, ...args: readonly string[]): Promise<string> {
  const stage = ['--stage', 'emulator', '--settings', join(cloud.folder, 'settings.json')];
  const config = ['--config', join(cloud.folder, 'config.mjs')];
  return run(process.execPath, ['bin/run.mjs', 'bin/local.ts', command, ...stage, ...config, ...args], {
    env: cloud.env,
    cwd: root,
  });
}
