// The Snowflake emulator alone, and warehouses in it: each a database of its own, whose pipe loads what lands.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Session, type SnowflakeOptions } from '../../../lambdas/adapters/snowflake/connection.ts';
import { loadingStatements } from '../../../lambdas/adapters/snowflake/objects.ts';
import { snowflakeWarehouse } from '../../../lambdas/adapters/snowflake/warehouse.ts';
import { type Landed, STREAM } from '../../contract/warehouse/promised.ts';
import { migrations } from '../../helpers/migrations.ts';
import { closeAll } from './close-all.ts';
import { privateKey } from './emulated-cloud.ts';
import { landedObjects } from './landed-objects.ts';
import { freePort, serve } from './processes.ts';
import { pinnedPython } from './python.ts';
import { temporaryHome } from './temporary-home.ts';

interface SnowflakeFront {
  readonly url: string;
  /** An empty warehouse. @param through another address, which hands on to the front */
  warehouse(through?: string): Promise<Landed & { readonly database: string }>;
  close(): Promise<void>;
}

const BUCKET = 'lake';
/** Bulk inserts travel as JSON and are run by an imitation. */
const MANY = 500;

export async function snowflakeFront(): Promise<SnowflakeFront> {
  const home = temporaryHome('retailpulse-snowflake-');
  const objects = await landedObjects();
  const closers: (() => Promise<void> | void)[] = [home.remove, objects.close];
  mkdirSync(join(home.path, 'stage'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const program = join(import.meta.dirname, '../snowflake/front.py');
  const front = await serve(join(await pinnedPython(), 'python'), [program, String(port), join(home.path, 'stage')], {
    env: {
      ...{ PATH: process.env.PATH, HOME: home.path, TMPDIR: home.temporary },
      ...{ AWS_ENDPOINT_URL: objects.url, AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' },
    },
    log: join(home.path, 'snowflake.log'),
    answers: `${url}/`,
  });
  closers.push(() => front.stop());
  let databases = 0;

  async function notify(key: string): Promise<void> {
    const Message = JSON.stringify({ Records: [{ s3: { bucket: { name: BUCKET }, object: { key } } }] });
    await fetch(`${url}/emulator/pipes`, { method: 'POST', body: JSON.stringify({ Message }) });
  }

  async function warehouse(through = url): Promise<Landed & { readonly database: string }> {
    const database = `proved_${++databases}`;
    const options: SnowflakeOptions = {
      ...{ account: 'EMULATED-ACCOUNT', user: 'RETAILPULSE', role: 'RETAILPULSE_ADMIN', warehouse: 'RETAILPULSE' },
      ...{ database, privateKey: privateKey(), accessUrl: through },
    };
    await makePipe({ ...options, accessUrl: url });
    return {
      warehouse: snowflakeWarehouse(options, migrations),
      land: async (key, lines) => {
        objects.put(key, gzipSync(lines.map((line) => `${line}\n`).join('')));
        await notify(key);
        return { ...STREAM, connection: 'one', key, rows: lines.length };
      },
      many: MANY,
      database,
    };
  }

  return { url, warehouse, close: () => closeAll(closers) };
}

/** As a deploy does behind its migrations; the imitation of a pipe asks for its table when the first file comes. */
async function makePipe(options: SnowflakeOptions): Promise<void> {
  const session = await Session.open(options);
  const { database, warehouse } = options;
  const place = {
    bucket_url: `s3://${BUCKET}/`,
    storage_role_arn: 'arn:aws:iam::1:role/r',
    topic_arn: 'arn:aws:sns:us-east-1:1:t',
  };
  await session.execute(`create database if not exists ${database}`);
  for (const statement of loadingStatements({ ...place, database, warehouse }, [STREAM]))
    await session.execute(statement);
  await session.close();
}
