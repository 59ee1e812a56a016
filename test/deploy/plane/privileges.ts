import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RecordedCall } from '../../../lambdas/adapters/cloud/clients.ts';
import { declaredResources } from './stacks.ts';

/** What IAM calls the commands our adapters send. A command that is missing here fails the test. */
const ACTIONS: Readonly<Record<string, string>> = {
  DeleteObjectCommand: 's3:DeleteObject',
  GetObjectCommand: 's3:GetObject',
  GetSecretValueCommand: 'secretsmanager:GetSecretValue',
  ListObjectsV2Command: 's3:ListBucket',
  PublishCommand: 'sns:Publish',
  PutObjectCommand: 's3:PutObject',
  PutSecretValueCommand: 'secretsmanager:PutSecretValue',
  SendMessageCommand: 'sqs:SendMessage',
  UpdateSecretVersionStageCommand: 'secretsmanager:UpdateSecretVersionStage',
};

interface Statement {
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}
interface Resource {
  readonly Type: string;
  readonly Properties: Record<string, unknown>;
}

/** One action a function may take, and on what: for S3 the pattern of keys, else the text of the resource. */
export interface Grant {
  readonly action: string;
  readonly on: string;
}

/** A function of ours as its template has it. */
export interface DeployedFunction {
  readonly name: string;
  /** `index.<export>` */
  readonly handler: string;
  readonly grants: readonly Grant[];
}

/** The functions with a name of ours, from the templates that were deployed. */
export function functionsOfTemplates(assembly: string): DeployedFunction[] {
  const functions: DeployedFunction[] = [];
  for (const stack of declaredResources(assembly).keys()) {
    const text = readFileSync(join(assembly, `${stack}.template.json`), 'utf8');
    const resources = Object.values((JSON.parse(text) as { Resources: Record<string, Resource> }).Resources);
    for (const { Properties } of resources.filter(({ Type }) => Type === 'AWS::Lambda::Function')) {
      const role = JSON.stringify(Properties.Role).match(/"Fn::GetAtt":\["(\w+)"/)?.[1];
      const policies = resources.filter(
        (one) => one.Type === 'AWS::IAM::Policy' && JSON.stringify(one.Properties.Roles).includes(`"${role}"`),
      );
      const statements = policies.flatMap(
        (one) => (one.Properties.PolicyDocument as { Statement: readonly Statement[] }).Statement,
      );
      const { FunctionName: name, Handler: handler } = Properties;
      if (typeof name === 'string')
        functions.push({ name, handler: String(handler), grants: statements.flatMap(flat) });
    }
  }
  return functions;
}

function flat({ Action, Resource }: Statement): Grant[] {
  const resources = Array.isArray(Resource) ? (Resource as unknown[]) : [Resource];
  return [Action].flat().flatMap((action) => resources.map((one) => ({ action, on: patternOf(one) })));
}

/** `…/ops/*` becomes `ops/*`: the last text of a joined ARN. */
function patternOf(resource: unknown): string {
  const text = JSON.stringify(resource);
  return /"\/([^"]+)"\]\]\}$/.exec(text)?.[1] ?? text;
}

export function callsOf(file: string): RecordedCall[] {
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as RecordedCall);
}

export function actionOf({ command }: RecordedCall): string {
  const action = ACTIONS[command];
  if (!action) throw new Error(`${command} has no action in test/deploy/plane/privileges.ts; add what IAM calls it`);
  return action;
}

/** Whether a grant covers a call: the action, and for objects the pattern of keys. */
export function covers({ action, on }: Grant, call: RecordedCall): boolean {
  if (action !== actionOf(call)) return false;
  const key = call.on.slice(call.on.indexOf('/') + 1);
  if (/Object$/.test(action)) return on.endsWith('*') ? key.startsWith(on.slice(0, -1)) : key === on;
  if (action.startsWith('secretsmanager')) return on.includes(`${call.on}-`);
  return true;
}

/** `<action> <on> by <function>`: grants that this day did not use, each with its reason. */
export const UNUSED: readonly { readonly grant: RegExp; readonly reason: string }[] = [
  { grant: /^logs:/, reason: 'Lambda writes the log, not the handler' },
  { grant: /^xray:/, reason: 'Lambda hands traces on, not the handler' },
  { grant: /^kms:/, reason: 'S3, SNS and Secrets Manager use the key in the name of the caller' },
  { grant: /^s3:ListBucket /, reason: 'without it S3 answers 403 instead of 404 for an object that is not there' },
  {
    grant: /^secretsmanager:(PutSecretValue|UpdateSecretVersionStage) /,
    reason: 'a token that still lives is not replaced',
  },
  {
    grant: /^s3:PutObject tokens\/(ga4|google_ads|meta_ads)\//,
    reason: 'analytics and advertising hold nobody who could be named, unless somebody searched for a person',
  },
  { grant: /^s3:PutObject tokens\/ecb\//, reason: 'a rate is of nobody' },
  { grant: /^s3:PutObject landing\/_quarantine\//, reason: 'every record of this world keeps its schema' },
  { grant: /^s3:PutObject ops\/progress\/\* by \w+-extract$/, reason: 'no slice of this world runs out of time' },
  {
    grant: /^s3:PutObject ops\/faults\/\* by (?:[\w-]+-extract|await-load)$/,
    reason: 'every record of this world is read well, and loaded',
  },
  { grant: /^s3:GetObject ops\/failures\/\* by finish-run$/, reason: 'no failure in this pipeline' },
  {
    grant: /^s3:GetObject ops\/failures\/\* by check-freshness$/,
    reason: 'every ingest run of this day left its record',
  },
  { grant: /^s3:GetObject ops\/checks\/\* by finish-run$/, reason: 'nothing was held back' },
  { grant: /^s3:PutObject models\/\* by publish$/, reason: 'no challenger beats its baseline on so small a shop' },
  {
    grant: /^s3:DeleteObject \* by deploy-site$/,
    reason: 'only a destroy empties the bucket of the app, later than this',
  },
  { grant: /^s3:DeleteObject published\/\* by publish$/, reason: 'only the third version supersedes a file' },
  {
    grant: /^s3:GetObject ops\/latest-ingest\/\* by check-freshness$/,
    reason: 'only a pipeline started by the clock has to look its ingest runs up',
  },
];
