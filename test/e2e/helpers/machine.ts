// One machine as a user has it: the commands, each in its own process.

import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { MODEL_FAULTS_KEY } from '../../../lambdas/contracts/layout.ts';
import type { Current } from '../../../lambdas/contracts/pipeline.ts';
import { FaultLedger } from '../../../lambdas/contracts/record-fault.ts';

const root = resolve(import.meta.dirname, '../../..');

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A home of its own, removed by `forget`. */
export class Machine {
  readonly folder = mkdtempSync(join(tmpdir(), 'retailpulse-e2e-'));
  readonly home = join(this.folder, 'home');
  /** When the next commands begin, for commands of which the day is today's; undefined is now. */
  today: string | undefined;

  /** Everything up to publication. */
  start(...args: string[]): Promise<Ended> {
    return ended(this.begin(...args));
  }

  begin(...args: string[]): ChildProcess {
    return command(this.today, 'start', '--home', this.home, '--once', ...args);
  }

  /** Another command on this home. */
  command(name: string, ...args: string[]): Promise<Ended> {
    return ended(command(this.today, name, '--home', this.home, ...args));
  }

  /** What the query command says. */
  ask(sql: string): Promise<Ended> {
    return ended(command(this.today, 'query', '--home', this.home, sql));
  }

  doctor(...args: string[]): Promise<Ended> {
    return ended(command(this.today, 'doctor', '--home', this.home, ...args));
  }

  async query<T = Record<string, unknown>>(sql: string): Promise<T[]> {
    const { code, stdout, stderr } = await this.ask(sql);
    if (code !== 0) throw new Error(stderr);
    return JSON.parse(stdout) as T[];
  }

  async status(): Promise<Status> {
    return JSON.parse((await this.command('status', '--json')).stdout) as Status;
  }

  /** Mart → hash of its published rows. */
  marts(): Readonly<Record<string, string>> {
    const path = join(this.home, 'published/current.json');
    if (!existsSync(path)) return {};
    const { marts } = JSON.parse(readFileSync(path, 'utf8')) as { marts: Record<string, { sha256: string }> };
    return Object.fromEntries(Object.entries(marts).map(([name, { sha256 }]) => [name, sha256]));
  }

  /** Marts that stayed at an earlier version, and why. */
  held(): Readonly<Record<string, string>> {
    return (JSON.parse(readFileSync(join(this.home, 'published/current.json'), 'utf8')) as Pick<Current, 'held'>).held;
  }

  /** What the models of the last candidate met, by name. */
  modelFaults(): FaultLedger['faults'] {
    return FaultLedger.parse(JSON.parse(readFileSync(join(this.home, MODEL_FAULTS_KEY), 'utf8'))).faults;
  }

  forget(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export interface Status {
  readonly last_run: { readonly outcome: string; readonly published: boolean; readonly version: string | null } | null;
  readonly served: { readonly version: string; readonly run_id: string } | null;
  readonly slices: readonly {
    readonly source: string;
    readonly stream: string;
    readonly outcome: string;
    readonly rows: number;
    readonly error: string | null;
    readonly window: { readonly from: string; readonly to: string };
    readonly repeats?: { readonly rows: number };
    readonly proof: { readonly kind: string; readonly expected: number | null; readonly landed: number } | null;
  }[];
  readonly faults: {
    readonly faults: readonly {
      readonly source: string;
      readonly stream: string;
      readonly field: string | null;
      readonly effect: string;
    }[];
    readonly total: number;
  };
  readonly watermarks: readonly { readonly source: string; readonly stream: string; readonly gaps: number }[];
  readonly checks: readonly { readonly check: string; readonly outcome: string; readonly severity: string }[];
  readonly alerts: readonly {
    readonly severity: string;
    readonly title: string;
    readonly details: Record<string, unknown>;
  }[];
  readonly degraded: readonly string[];
  readonly incidents: readonly { readonly title: string; readonly severity: string; readonly since: string }[];
  readonly models: readonly { readonly name: string }[];
  readonly not_representable: readonly {
    readonly reason: string;
    readonly month: string;
    readonly rows: number;
    readonly invoices: number;
    readonly amount: number;
  }[];
}

function command(today: string | undefined, ...args: string[]): ChildProcess {
  const { POWERTOOLS_LOG_LEVEL: _level, ...env } = process.env;
  const flags = [
    '--disable-warning=ExperimentalWarning',
    ...(today ? ['--import', join(import.meta.dirname, 'at-day.ts')] : []),
  ];
  return spawn(process.execPath, [...flags, join(root, 'bin/local.ts'), ...args], {
    cwd: root,
    env: today ? { ...env, RETAILPULSE_TEST_TODAY: today } : env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

export function ended(child: ChildProcess): Promise<Ended> {
  let stdout = '';
  let stderr = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  return new Promise((done, failed) => {
    child.once('error', failed);
    child.once('close', (code) => done({ code: code ?? 137, stdout, stderr }));
  });
}
