import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { learningModels, ML_MODELS } from '../../../lambdas/ml/index.ts';
import { checkConfig } from '../../../lib/check-config.ts';
import { readSettings } from '../../../lib/settings.ts';
import example from '../../../retailpulse.config.example.ts';

const root = resolve(import.meta.dirname, '../../..');
const { context } = JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8')) as {
  context: { stages: Record<string, Record<string, unknown>> };
};
const refusal = (more: Record<string, unknown>) => () =>
  readSettings('dev', { dev: { ...context.stages.dev, ...more } }, 2026);

describe('settings of a stage', () => {
  it.each(Object.keys(context.stages))('are taken as cdk.json has them for %s', (stage) =>
    expect(readSettings(stage, context.stages, 2026).stage).toBe(stage),
  );

  it.each([
    [{ region: 'eu-wst-1' }, /stages\.dev\.region: no region of AWS is called 'eu-wst-1'; expected one of .*eu-west-1/],
    [{ region: undefined }, /stages\.dev\.region: .*expected string/],
    [
      { schedules: { ingest: 'rate(1 hour)', pipeline: 'cron(0 6 31 2 ? *)' } },
      /stages\.dev\.schedules\.pipeline: cron\(0 6 31 2 \? \*\) never fires: FEB of no year has a day 31/,
    ],
    [{ schedules: { ingest: 'hourly' } }, /schedules\.pipeline: .*; stages\.dev\.schedules\.ingest: is 'hourly'/],
    [{ snowflake: { account: 'nodash' } }, /stages\.dev\.snowflake\.account: expected <organisation>-<account>/],
    [{ alert_urls: { page: ['http://pager.example.com'] } }, /stages\.dev\.alert_urls\.page\.0/],
    [{ monthly_budget_usd: 0 }, /stages\.dev\.monthly_budget_usd/],
    [{ retention: 7 }, /Unrecognized key: "retention"/],
  ])('%j is refused with its path', (more, message) => expect(refusal(more)).toThrow(message));

  it('name the stages there are', () =>
    expect(() => readSettings('test', context.stages)).toThrow("stage is 'test', cdk.json knows dev, prod"));

  it('say every wrong key at once', () => {
    const both = { region: 'mars-1', schedules: { ingest: 'rate(0 days)', pipeline: 'rate(1 hour)' } };
    expect(refusal(both)).toThrow(/stages\.dev\.region.*stages\.dev\.schedules\.ingest: rate\(0 days\) is no rate/);
  });
});

describe('connections of a configuration', () => {
  const [first] = example.connections;
  const check = (...connections: readonly object[]) => checkConfig({ connections }, 'retailpulse.config.ts');

  it('are taken as the example has them', () => expect(() => checkConfig(example, 'x')).not.toThrow());

  it.each([
    [{ source: 'shopfy' }, /connections\.0\.source: no source is called 'shopfy'; known are .*shopify/],
    [{ secret: '' }, /connections\.0\.secret: '' names no secret; give its name below retailpulse\/<stage>\//],
    [{ secret: 'shopify main' }, /connections\.0\.secret: 'shopify main' names no secret/],
    [{ settings: {} }, /connections\.0\.settings\.\w+: /],
    [{ name: 'Main' }, /connections\.0\.name: a name is lower case/],
  ])('%j is refused with its path, and the file', (more, message) => {
    expect(() => check({ ...first, ...more })).toThrow(message);
    expect(() => check({ ...first, ...more })).toThrow(/^retailpulse\.config\.ts: /);
  });

  it('have a name each', () => expect(() => check(first!, first!)).toThrow(/connections\.1\.name: .* is there twice/));
});

describe('models of a configuration', () => {
  const check = (ml_models?: readonly string[]) => checkConfig({ ...example, ml_models }, 'retailpulse.config.ts');

  it('are all there are unless some are named', () => {
    expect(learningModels(check()).map(({ name }) => name)).toEqual(Object.keys(ML_MODELS));
    expect(learningModels(check(['churn'])).map(({ name }) => name)).toEqual(['churn']);
    expect(learningModels(check([]))).toEqual([]);
  });

  it.each(['churm', 'toString'])('%s is refused with the models there are', (name) =>
    expect(() => check([name])).toThrow(
      `retailpulse.config.ts: ml_models: no model '${name}' learns here; there are churn, demand_forecast`,
    ),
  );
});
