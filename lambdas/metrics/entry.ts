import { join } from 'node:path';
import { cloudQuestions } from '../adapters/cloud/questions.ts';
import { bucketStore } from '../adapters/cloud/store.ts';
import { snowflakeSpelling } from '../adapters/snowflake/words.ts';
import { WarehouseEnv } from '../contracts/environment.ts';
import { readEnv } from '../platform/env.ts';
import { readSqlFolder } from '../sql/read-folder.ts';
import { makeAnswerMetricHandler } from './handler.ts';

const env = readEnv(WarehouseEnv);

export const answerMetric = makeAnswerMetricHandler({
  store: bucketStore(env.LAKE_BUCKET),
  library: await readSqlFolder(join(import.meta.dirname, 'sql'), env.COMMERCE),
  spelling: snowflakeSpelling,
  run: cloudQuestions(env),
});
