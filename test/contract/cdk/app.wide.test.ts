import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Validations } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { beforeAll, describe, expect, it } from 'vitest';
import { type BundleRecord, buildLambdas } from '../../../bin/build.ts';
import { ALERT_RULES } from '../../../lambdas/alerts/rules/index.ts';
import { sources } from '../../../lambdas/extractors/sources/index.ts';
import { ACKNOWLEDGED_FINDINGS, unacknowledged } from '../../../lib/acknowledged-findings.ts';
import { retailPulseApp } from '../../../lib/app.ts';
import { checkConfig } from '../../../lib/check-config.ts';
import { placeholdersOf } from '../../../lib/constructs/pipeline-state-machine.ts';
import { everySource } from '../../helpers/every-source.ts';
import { suiteFolder } from '../../helpers/temporary-folder.ts';
import { deployedPicture } from './deployed-picture.ts';
import { filesReachedFrom } from './files-reached.ts';
import { grants } from './grants.ts';
import { handlersPage } from './handlers-page.ts';

const root = resolve(import.meta.dirname, '../../..');
const { context } = JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8')) as { context: Record<string, unknown> };
const stages = context.stages as Record<string, object>;
const PAGER = 'https://pager.example.com/retailpulse';
const IMAGE = '123456789012.dkr.ecr.eu-central-1.amazonaws.com/retailpulse-train:1';
/** The stage as cdk.json has it, and what it leaves out. */
const prod = {
  ...context,
  stage: 'prod',
  stages: { ...stages, prod: { ...stages.prod, alert_urls: { page: [PAGER] }, training: { image: IMAGE } } },
};
const machineFiles = readdirSync(join(root, 'statemachines')).filter((name) => name.endsWith('.asl.json'));
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

const PICTURE_HEAD = `# What is deployed

Drawn from the templates and the state machine files by \`test/contract/cdk\`, for one source; every other one has the same. Boxes are
functions, hexagons state machines, circles schedules, slanted boxes queues, flags topics.
`;
const config = checkConfig({ connections: everySource() }, 'every source');
let bundles: readonly BundleRecord[];
const outdir = suiteFolder();
const report = join(outdir, 'validation-report.json');
const stack = (name: string) =>
  Template.fromJSON(JSON.parse(readFileSync(join(outdir, `${name}.template.json`), 'utf8')) as Record<string, unknown>);

beforeAll(async () => {
  bundles = await buildLambdas();
  const app = retailPulseApp(config, { context: prod, outdir });
  Validations.of(app).addPlugins(new AwsSolutionsChecks());
  // Findings make synth throw; the report beside the templates says which, and a test reads it.
  try {
    app.synth();
  } catch (error) {
    if (!existsSync(report)) throw error;
  }
});

describe('the app', () => {
  it('has no finding of cdk-nag without a reason, each at the resource it was accepted for', () => {
    const { pluginReports } = JSON.parse(readFileSync(report, 'utf8')) as {
      pluginReports: { violations: { ruleName: string; violatingConstructs: { constructPath: string }[] }[] }[];
    };
    const found = pluginReports
      .flatMap(({ violations }) => violations)
      .flatMap(({ ruleName, violatingConstructs }) =>
        violatingConstructs.map(({ constructPath }) => `${ruleName} at ${constructPath}`),
      );
    expect(unacknowledged(found)).toEqual([]);
    const stale = ACKNOWLEDGED_FINDINGS.filter(({ rule }) => !found.some((one) => rule.test(one.split(' at ')[0]!)));
    expect(stale.map(({ rule }) => String(rule))).toEqual([]);
    const file = join(import.meta.dirname, 'acknowledged-findings.txt');
    const text = `${[...new Set(found)].sort().join('\n')}\n`;
    if (process.env.GOLDEN_ACCEPT === '1') writeFileSync(file, text);
    expect(text).toBe(readFileSync(file, 'utf8'));
  });

  it('carries the state machine files as they are, byte by byte', () => {
    const assets = readdirSync(outdir)
      .filter((name) => /^asset\..*\.json$/.test(name))
      .map((name) => sha256(readFileSync(join(outdir, name))));
    for (const file of machineFiles)
      expect(assets, file).toContain(sha256(readFileSync(join(root, 'statemachines', file))));
  });

  it('bundles what an engine can read: the minifier and the banner share one scope', () => {
    for (const { feature } of bundles) {
      const file = join(root, 'dist/lambdas', feature, 'index.mjs');
      const { status, stderr } = spawnSync(process.execPath, ['--check', file], { encoding: 'utf8' });
      expect({ feature, status }, stderr.slice(-500)).toEqual({ feature, status: 0 });
    }
  });

  it('bundles the very sources that one machine runs', () => {
    const bundled = new Map(bundles.flatMap(({ sources }) => Object.entries(sources)));
    const handlers = [...filesReachedFrom(join(root, 'local/runtime.ts'))].filter((file) => /handler\.ts$/.test(file));
    expect(handlers.length).toBeGreaterThanOrEqual(8);
    const core = handlers.flatMap((file) => [...filesReachedFrom(join(root, file))]);
    for (const file of new Set(core)) expect(bundled.get(file), file).toBe(sha256(readFileSync(join(root, file))));
  });

  it('is the picture the docs show; accept another with npm run golden:accept', () => {
    const names = readdirSync(outdir).filter((name) => name.endsWith('.template.json'));
    const templates = new Map(
      names.sort().map((name) => [name.split('.')[0]!, JSON.parse(readFileSync(join(outdir, name), 'utf8')) as never]),
    );
    const others = sources.map(({ name }) => name).filter((name) => name !== 'shopify');
    const picture = deployedPicture(templates, join(root, 'statemachines'), ['shopify', ...others]);
    const file = join(root, 'docs/deployed.md');
    const text = `${PICTURE_HEAD}\n\`\`\`mermaid\n${picture}\`\`\`\n`;
    if (process.env.GOLDEN_ACCEPT === '1') writeFileSync(file, text);
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  it('has the handlers that docs/handlers.md lists; accept others with npm run golden:accept', () => {
    // A function without a name of ours is one CDK brings.
    const names = ['Ingestion', 'Platform', 'Serving', 'Warehouse'].flatMap((name) =>
      Object.values(stack(name).findResources('AWS::Lambda::Function')).flatMap(
        ({ Properties }) => (Properties.FunctionName as string | undefined)?.replace('retailpulse-prod-', '') ?? [],
      ),
    );
    const file = join(root, 'docs/handlers.md');
    const page = readFileSync(file, 'utf8');
    if (process.env.GOLDEN_ACCEPT === '1') writeFileSync(file, handlersPage(page, names));
    expect(readFileSync(file, 'utf8')).toBe(handlersPage(page, names));
  });

  it('gives each machine the functions its file names', () => {
    const machines = ['Ingestion', 'Pipeline'].flatMap((name) =>
      Object.values(stack(name).findResources('AWS::StepFunctions::StateMachine')),
    );
    const files = machines.map(({ Properties }) => {
      const [, machine = ''] = /^retailpulse-prod-([a-z]+)/.exec(Properties.StateMachineName as string) ?? [];
      expect(Object.keys(Properties.DefinitionSubstitutions as object).sort()).toEqual(placeholdersOf(machine));
      return `${machine}.asl.json`;
    });
    expect([...new Set(files)].sort()).toEqual(machineFiles);
  });

  it('has one extractor, one machine and one schedule for each configured source and connection', () => {
    const ingestion = stack('Ingestion');
    expect(config.connections.map(({ source }) => source)).toEqual(sources.map(({ name }) => name));
    ingestion.resourceCountIs('AWS::StepFunctions::StateMachine', sources.length + 1);
    ingestion.resourceCountIs('AWS::Scheduler::Schedule', config.connections.length);
    ingestion.resourceCountIs('AWS::Lambda::Function', 2 * sources.length);
  });

  it('trains on SageMaker above what a function holds, in a job that may do what the function may', () => {
    const pipeline = stack('Pipeline');
    const [train] = Object.values(
      pipeline.findResources('AWS::StepFunctions::StateMachine', {
        Properties: { StateMachineName: 'retailpulse-prod-learn-churn' },
      }),
    );
    const values = train!.Properties.DefinitionSubstitutions as Record<string, unknown>;
    expect(values).toMatchObject({
      TrainingImage: IMAGE,
      TrainingBundle: 'ml-churn',
      TrainingInstance: 'ml.m7i.4xlarge',
      TrainingSnowflakeRole: 'RETAILPULSE_TRANSFORMER',
      TrainingSnowflakeSecret: 'snowflake/transformer',
    });
    pipeline.hasResourceProperties('AWS::Scheduler::Schedule', {
      Target: {
        Input: Match.serializedJson(
          Match.objectLike({ limits: { models: 6, trainings: 2, training_rows: 2_000_000 } }),
        ),
      },
    });
    pipeline.hasResourceProperties('AWS::IAM::Role', {
      AssumeRolePolicyDocument: { Statement: [{ Principal: { Service: 'sagemaker.amazonaws.com' } }] },
    });
    const statementsOf = (name: string, start: string) =>
      Object.entries(stack(name).findResources('AWS::IAM::Policy'))
        .filter(([id]) => id.startsWith(start))
        .flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement as { Action: string | string[] }[]);
    const actions = (statements: { Action: string | string[] }[]) =>
      new Set(statements.flatMap(({ Action }) => Action));
    const job = actions(statementsOf('Pipeline', 'TrainingJobsRole'));
    const own = /^(xray|ecr|logs):/;
    const trainer = actions(statementsOf('Platform', 'TrainChurnRole'));
    expect([...job].filter((one) => !own.test(one)).sort()).toEqual(
      [...trainer].filter((one) => !own.test(one)).sort(),
    );
    const machine = statementsOf('Pipeline', 'ChurnLearnMachineRole');
    expect([...actions(machine)]).toEqual(expect.arrayContaining(['sagemaker:CreateTrainingJob', 'iam:PassRole']));
  });

  it('has a runbook entry for every alarm and alert, and none for others', () => {
    const entries = [...readFileSync(join(root, 'docs/runbook.md'), 'utf8').matchAll(/^## (.+)$/gm)].map(
      ([, one]) => one!,
    );
    const alarms = Object.values(stack('Observability').findResources('AWS::CloudWatch::Alarm')).map(
      ({ Properties }) => /docs\/runbook\.md#([\w-]+)/.exec(Properties.AlarmDescription as string)?.[1] ?? 'none',
    );
    expect([...new Set([...alarms, ...ALERT_RULES.map(({ name }) => name)])].sort()).toEqual(entries.sort());
  });

  it('has one topic a severity, told of by mail and over HTTPS as the settings say, and a budget', () => {
    const alerting = stack('Alerting');
    const topics = Object.values(alerting.findResources('AWS::SNS::Topic')).map(
      ({ Properties }) => Properties.TopicName,
    );
    expect(topics.sort()).toEqual(['error', 'note', 'page', 'warn'].map((one) => `retailpulse-prod-${one}`));
    alerting.hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'email', Endpoint: 'on-call@example.com' });
    alerting.hasResourceProperties('AWS::SNS::Subscription', { Protocol: 'https', Endpoint: PAGER });
    alerting.hasResourceProperties('AWS::Budgets::Budget', {
      Budget: { BudgetLimit: { Amount: 500, Unit: 'USD' }, CostFilters: { TagKeyValue: ['user:stage$prod'] } },
    });
  });

  it('tags what costs with the application, the stage and the part', () => {
    for (const [name, type] of [
      ['Storage', 'AWS::S3::Bucket'],
      ['Platform', 'AWS::Lambda::Function'],
      ['Ingestion', 'AWS::StepFunctions::StateMachine'],
    ] as const)
      for (const [id, { Properties }] of Object.entries(stack(name).findResources(type)))
        expect(Properties.Tags, id).toEqual(
          expect.arrayContaining([
            { Key: 'application', Value: 'retailpulse' },
            { Key: 'part', Value: name },
            { Key: 'stage', Value: 'prod' },
          ]),
        );
  });
});

grants({ stack, config });
