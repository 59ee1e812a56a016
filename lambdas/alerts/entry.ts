import { join } from 'node:path';
import { systemClock } from '../adapters/clock/system.ts';
import { snsClient } from '../adapters/cloud/clients.ts';
import { bucketStore } from '../adapters/cloud/store.ts';
import { snsNotifier } from '../adapters/sns/notifier.ts';
import { AlertsEnv } from '../contracts/environment.ts';
import { readEnv } from '../platform/env.ts';
import { readOpenFaults } from '../runs/open-faults.ts';
import { readSqlFolder } from '../sql/read-folder.ts';
import { makeSendAlertsHandler } from './handler.ts';

const env = readEnv(AlertsEnv);
const store = bucketStore(env.LAKE_BUCKET);
const topics = { note: env.TOPIC_NOTE, warn: env.TOPIC_WARN, error: env.TOPIC_ERROR, page: env.TOPIC_PAGE };

export const sendAlerts = makeSendAlertsHandler({
  store,
  clock: systemClock,
  notifier: snsNotifier(snsClient(), topics, store),
  library: await readSqlFolder(join(import.meta.dirname, 'sql')),
  openFaults: async () => (await readOpenFaults(store)).faults,
  runbookUrl: env.RUNBOOK_URL,
});
