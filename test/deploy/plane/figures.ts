// What each deployed handler weighs, how long it takes to be ready, how much memory it came to, and what it may do and did.
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { initMs, zippedBytes } from '../../../bench/lambdas.ts';
import type { RecordedCall } from '../../../lambdas/adapters/cloud/clients.ts';
import { ANSWER_METRIC, DEPLOY_SITE, FUNCTIONS, type FunctionSpec, MIGRATE } from '../../../lib/functions.ts';
import { actionOf, type DeployedFunction } from './privileges.ts';
import { functionsOf, type Service } from './processes.ts';

const SPECS: readonly FunctionSpec[] = [...Object.values(FUNCTIONS), MIGRATE, DEPLOY_SITE, ANSWER_METRIC];
const STARTS = 3;

/** Function processes as the kernel knows them: how much memory they came to and what they were started with. Linux only. */
export class FunctionProcesses {
  readonly #peaks = new Map<string, number>();
  readonly #environments = new Map<string, NodeJS.ProcessEnv>();

  /** Reads every one that lives now; to be called before they may have ended. */
  look(aws: Service): void {
    for (const pid of functionsOf(aws)) {
      const peak = Number(/VmHWM:\s+(\d+) kB/.exec(textOf(`/proc/${pid}/status`))?.[1] ?? 0) / 1024;
      const pairs = textOf(`/proc/${pid}/environ`).split('\0').filter(Boolean);
      const environment = Object.fromEntries(
        pairs.map((one): [string, string] => [one.slice(0, one.indexOf('=')), one.slice(one.indexOf('=') + 1)]),
      );
      const name = environment.AWS_LAMBDA_FUNCTION_NAME;
      if (name === undefined) continue;
      this.#peaks.set(name, Math.max(peak, this.#peaks.get(name) ?? 0));
      this.#environments.set(name, environment);
    }
  }

  peakMb(name: string): number | undefined {
    return this.#peaks.get(name);
  }

  environment(name: string): NodeJS.ProcessEnv | undefined {
    return this.#environments.get(name);
  }
}

/** A process may end between being listed and being read. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** The bundle of a deployed function: its own where each model that learns has one. */
function featureOf(name: string, handler: string): string {
  const { feature } = SPECS.find((spec) => `index.${spec.handler}` === handler)!;
  return feature.replace('*', name.replace(/^.*-(?:train|score)-/, ''));
}

/** A Markdown table, one row a deployed handler. What could not be measured is a dash. */
export async function figuresTable(
  deployed: readonly DeployedFunction[],
  calls: readonly RecordedCall[],
  processes: FunctionProcesses,
): Promise<string> {
  const inits = new Map<string, number>();
  const rows: string[] = [];
  for (const { name, handler, grants } of [...deployed].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const feature = featureOf(name, handler);
    const { RECORD_CALLS_TO: _recorded, ...environment } = processes.environment(name) ?? {};
    if (processes.environment(name) && !inits.has(feature))
      inits.set(feature, await initMs(feature, environment, STARTS));
    const granted = new Set(grants.map(({ action }) => action));
    const used = new Set(calls.filter((call) => call.function === name).map(actionOf));
    const cells = [
      name.replace('retailpulse-emulator-', ''),
      zippedBytes(feature).toLocaleString('en'),
      inits.get(feature) ?? '–',
      processes.peakMb(name)?.toFixed(0) ?? '–',
      granted.size,
      used.size,
      [...used].sort().join(', ') || '–',
    ];
    rows.push(`| ${cells.join(' | ')} |`);
  }
  const head = ['handler', 'package bytes', 'init ms', 'peak MB', 'actions granted', 'used', 'which'];
  return [`| ${head.join(' | ')} |`, `|${' --- |'.repeat(head.length)}`, ...rows].join('\n');
}

const DOCUMENT = resolve(import.meta.dirname, '../../../docs/handlers.md');
const HEAD = `# Handlers

Written by \`WRITE_FIGURES=1 npm run test:deploy\`: the stage of the deployment test, each function on the \`node\` of that machine, not
on Lambda. Bytes are deflated, without source maps. Init is from an empty process to a handler that can be called, the median of
${STARTS} starts, with its secrets read from the emulator. Peak is the largest resident set of its process over the whole test.
Which handlers there are is checked against the templates; a dash is a figure that was not measured yet.
`;

/** Only when asked to: figures differ from run to run. */
export function writeFigures(table: string): void {
  if (!process.env.WRITE_FIGURES) return;
  const measured = `Measured on ${new Date().toISOString().slice(0, 10)}.`;
  writeFileSync(DOCUMENT, `${HEAD}${measured}\n\n${table}\n`);
}
