import { App, type AppProps, Tags } from 'aws-cdk-lib';
import type { Config } from '../lambdas/contracts/config.ts';
import { readSettings } from './settings.ts';
import { AlertingStack } from './stacks/alerting.ts';
import { IngestionStack } from './stacks/ingestion.ts';
import { ObservabilityStack } from './stacks/observability.ts';
import { PipelineStack } from './stacks/pipeline.ts';
import { PlatformStack } from './stacks/platform.ts';
import { ServingStack } from './stacks/serving.ts';
import { StorageStack } from './stacks/storage.ts';
import { WarehouseStack } from './stacks/warehouse.ts';

/**
 * The whole platform of one stage. Stacks with data (Storage) are separate from replaceable ones.
 * @throws Error that lists the faults of the stage's settings
 */
export function retailPulseApp(config: Config, props: AppProps = {}): App {
  const app = new App(props);
  const settings = readSettings(app.node.tryGetContext('stage'), app.node.tryGetContext('stages'));
  const of = (name: string) => ({
    stackName: `RetailPulse-${settings.stage}-${name}`,
    env: { region: settings.region },
    settings,
  });
  const storage = new StorageStack(app, 'Storage', {
    ...of('Storage'),
    terminationProtection: settings.stage === 'prod',
  });
  new WarehouseStack(app, 'Warehouse', { ...of('Warehouse'), storage });
  const alerting = new AlertingStack(app, 'Alerting', of('Alerting'));
  const { functions, models, failedSlices } = new PlatformStack(app, 'Platform', {
    ...of('Platform'),
    config,
    storage,
    alerting,
  });
  const ingestion = new IngestionStack(app, 'Ingestion', { ...of('Ingestion'), config, storage, functions });
  const pipeline = new PipelineStack(app, 'Pipeline', { ...of('Pipeline'), config, storage, functions, models });
  new ObservabilityStack(app, 'Observability', {
    ...of('Observability'),
    topics: alerting.topics,
    ingests: ingestion.ingests,
    backfill: ingestion.backfill.stateMachine,
    failedSlices,
    undelivered: { ingest: ingestion.undelivered, pipeline: pipeline.undelivered },
    pipeline: pipeline.machine.stateMachine,
  });
  new ServingStack(app, 'Serving', { ...of('Serving'), config, storage });
  Tags.of(app).add('application', 'retailpulse');
  Tags.of(app).add('stage', settings.stage);
  for (const stack of app.node.children) Tags.of(stack).add('part', stack.node.id);
  return app;
}
