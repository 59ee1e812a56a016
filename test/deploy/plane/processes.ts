// Processes of the deployment test. Each is ended by its own id, with whatever it started: it leads a group of its own.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

type Environment = Readonly<Record<string, string | undefined>>;

/** Runs a command to its end. @throws Error with the last lines it wrote, when it fails */
export async function run(
  command: string,
  args: readonly string[],
  options: { readonly env?: Environment; readonly cwd?: string } = {},
): Promise<string> {
  const child = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    ...options,
    env: options.env ?? process.env,
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (piece: string) => {
      text += piece;
    });
  const code = await new Promise<number>((done, failed) => {
    child.once('error', failed);
    child.once('close', (ended) => done(ended ?? 137));
  });
  if (code !== 0)
    throw new Error(`${command} ${args.join(' ')} ended with ${code}\n${text.split('\n').slice(-40).join('\n')}`);
  return text;
}

export interface Service {
  readonly pid: number;
  readonly log: string;
  stop(): Promise<void>;
}

/** Starts a server and waits until it answers. */
export async function serve(
  command: string,
  args: readonly string[],
  { env, log, answers }: { readonly env: Environment; readonly log: string; readonly answers: string },
): Promise<Service> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env, detached: true });
  const out = createWriteStream(log, { flags: 'a' });
  child.stdout.pipe(out, { end: false });
  child.stderr.pipe(out, { end: false });
  const stop = () => ended(child);
  process.once('exit', () => kill(child));
  for (let tries = 0; tries < 300; tries++) {
    if (child.exitCode !== null) throw new Error(`${command} ended with ${child.exitCode}; see ${log}`);
    const answer = await fetch(answers).catch(() => undefined);
    if (answer?.ok) return { pid: child.pid!, log, stop };
    await wait(200);
  }
  await stop();
  throw new Error(`${command} does not answer at ${answers}; see ${log}`);
}

function kill(child: ChildProcess): void {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It ended by itself in between.
  }
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((done) => {
    child.once('exit', () => done());
    kill(child);
  });
}

/** Process ids of the functions an emulator runs: its own children, nobody else's. */
export function functionsOf({ pid }: Service): number[] {
  const rows = execFileSync('ps', ['-eo', 'pid=,ppid=,comm='], { encoding: 'utf8' }).trim().split('\n');
  return rows
    .map((row) => row.trim().split(/\s+/))
    .filter(([, parent, command]) => Number(parent) === pid && command?.startsWith('node'))
    .map(([id]) => Number(id));
}

/** A loopback port nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((done) => server.close(() => done()));
  return port;
}
