// The picture of what is deployed, drawn from templates and state machine files.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}
export type Templates = ReadonlyMap<string, { readonly Resources: Readonly<Record<string, Resource>> }>;

/** What is drawn of a stack, by the property that names it. */
const DRAWN: Readonly<Record<string, string>> = {
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::StepFunctions::StateMachine': 'StateMachineName',
  'AWS::SQS::Queue': 'QueueName',
  'AWS::SNS::Topic': 'TopicName',
  'AWS::Scheduler::Schedule': 'Name',
};
const SHAPES: Readonly<Record<string, readonly [string, string]>> = {
  'AWS::StepFunctions::StateMachine': ['{{', '}}'],
  'AWS::SQS::Queue': ['[/', '/]'],
  'AWS::SNS::Topic': ['>', ']'],
  'AWS::Scheduler::Schedule': ['((', '))'],
};

const short = (name: string) => name.replace(/^retailpulse-[a-z]+-/, '');
const id = (name: string) => short(name).replace(/\W/g, '_');

/** Placeholder of a machine file → the function or machines that stand for it, by the words of their names. */
function targetsOf(folder: string, machine: string): string[] {
  const text = readFileSync(join(folder, `${machine}.asl.json`), 'utf8');
  const names = [...text.matchAll(/\$\{(\w+?)(?:Function|Machine)Arn\}/g)].map(([, name]) => name!);
  return [...new Set(names)].map((name) => name.replace(/(?!^)[A-Z]/g, (one) => `-${one}`).toLowerCase());
}

/**
 * A Mermaid flowchart: stacks with their functions, machines, queues, topics and schedules, and which machine calls what. One
 * source stands for all, since each has the same.
 * @param sources the one that is drawn, then the others
 */
export function deployedPicture(
  templates: Templates,
  machineFolder: string,
  [source, ...others]: readonly [string, ...string[]],
): string {
  const isOthers = (name: string) => others.some((other) => name === `ingest-${other}` || name.startsWith(`${other}-`));
  const lines = ['flowchart LR'];
  const known = new Map<string, string>();
  for (const [stack, { Resources }] of templates) {
    const drawn = Object.values(Resources).flatMap(({ Type, Properties }) => {
      const name = Properties?.[DRAWN[Type] ?? ''];
      return typeof name === 'string' && !isOthers(short(name)) ? [{ Type, name: short(name) }] : [];
    });
    if (drawn.length === 0) continue;
    lines.push(`  subgraph ${stack}`);
    for (const { Type, name } of drawn) {
      const [open, close] = SHAPES[Type] ?? ['[', ']'];
      known.set(name, id(name));
      const key = Type === 'AWS::Scheduler::Schedule' ? `at_${id(name)}` : id(name);
      lines.push(`    ${key}${open}"${name}"${close}`);
      if (Type === 'AWS::Scheduler::Schedule')
        lines.push(`    ${key} --> ${id(name.startsWith(source) ? `ingest-${source}` : name)}`);
    }
    lines.push('  end');
  }
  for (const name of known.keys()) {
    const machine = ['ingest', 'pipeline', 'backfill', 'learn'].find(
      (one) => name === one || name.startsWith(`${one}-`),
    );
    if (!machine) continue;
    const model = name.replace(/^learn-/, '').replaceAll('_', '-');
    const ofItsOwn: Readonly<Record<string, readonly string[]>> = {
      'plan-slices': [`${source}-plan`],
      'extract-slice': [`${source}-extract`],
      ingest: [`ingest-${source}`],
      learn: [...known.keys()].filter((one) => one.startsWith('learn-')),
      'train-model': [`train-${model}`],
      'score-model': [`score-${model}`],
    };
    for (const target of targetsOf(machineFolder, machine).flatMap((one) => ofItsOwn[one] ?? [one])) {
      lines.push(`  ${id(name)} --> ${id(target)}`);
      if (!known.has(target)) throw new Error(`${machine}.asl.json names ${target}, which no template has`);
    }
  }
  return `${lines.join('\n')}\n`;
}
