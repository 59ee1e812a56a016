// The cloud of the deployment test: an AWS emulator, a Snowflake emulator and the vendors' twins, all on loopback.
import { generateKeyPairSync } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { closeAll } from './close-all.ts';
import { freePort, run, type Service, serve } from './processes.ts';
import { pinnedPython } from './python.ts';
import { type TemporaryHome, temporaryHome } from './temporary-home.ts';
import { type Wire, wireTo } from './wire.ts';

export const root = resolve(import.meta.dirname, '../../..');
export const ACCOUNT = '000000000000';
export const REGION = 'us-east-1';

/**
 * Where the emulator is to listen.
 * @throws Error unless `AWS_ENDPOINT_URL` names this machine: without it the real CLI would deploy to a real account
 */
export function loopbackEndpoint(given: string | undefined): URL {
  const url = given === undefined ? undefined : URL.parse(given);
  if (url?.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname) && url.port !== '')
    return url;
  throw new Error(
    `AWS_ENDPOINT_URL is '${given ?? ''}', expected an address of this machine such as http://127.0.0.1:4566: this test deploys with the real CLI and must not reach AWS`,
  );
}

export interface EmulatedCloud {
  /** For the CLI and the SDK: nothing of the caller's credentials or profiles is left in it. */
  readonly env: Readonly<Record<string, string>>;
  readonly endpoint: string;
  readonly snowflakeUrl: string;
  readonly python: string;
  /** Templates, logs, settings; removed at the end. */
  readonly folder: string;
  readonly snowflakeKey: string;
  readonly aws: Service;
  /** What functions reach S3 by. */
  readonly wire: Wire;
  /** The real CLI. */
  cdk(...args: readonly string[]): Promise<string>;
  close(): Promise<void>;
}

/** @throws Error when a part of it does not start; those that did are stopped then, and the folder is gone. */
export async function startEmulatedCloud(endpoint: URL): Promise<EmulatedCloud> {
  await assertPortIsFree(endpoint);
  const python = await pinnedPython();
  const folder = temporaryHome('retailpulse-deploy-');
  const closers: (() => Promise<void> | void)[] = [folder.remove];
  const close = () => closeAll(closers);
  try {
    const parts = await startParts(endpoint, python, folder, closers);
    return { ...parts, endpoint: endpoint.origin, python, folder: folder.path, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** @param closers what ends each part is added as soon as it runs */
async function startParts(
  endpoint: URL,
  python: string,
  { path: folder, temporary }: TemporaryHome,
  closers: (() => Promise<void> | void)[],
): Promise<Omit<EmulatedCloud, 'endpoint' | 'python' | 'folder' | 'close'>> {
  const { PATH, HOME } = process.env;
  const env = {
    // The emulator runs the functions with the first `node` it finds.
    PATH: `${dirname(process.execPath)}:${PATH ?? ''}`,
    HOME: HOME ?? folder,
    // The emulators leave a folder behind for every function they ran.
    TMPDIR: temporary,
    AWS_ENDPOINT_URL: endpoint.origin,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
    AWS_CONFIG_FILE: join(folder, 'no-config'),
    AWS_SHARED_CREDENTIALS_FILE: join(folder, 'no-credentials'),
    AWS_EC2_METADATA_DISABLED: 'true',
    CDK_DISABLE_CLI_TELEMETRY: '1',
  };
  const wire = await wireTo(endpoint);
  closers.push(() => wire.close());
  for (const name of ['aws', 's3', 'stage']) mkdirSync(join(folder, name));
  const aws = await serve(join(python, 'python'), [join(import.meta.dirname, '../aws/emulator.py')], {
    env: {
      ...env,
      BIND_HOST: '127.0.0.1',
      GATEWAY_PORT: endpoint.port,
      IOT_MTLS_ENABLED: '0',
      SFTP_ENABLED: '0',
      LAMBDA_EXECUTOR: 'local',
      // Handed on to the functions, whose SDK goes there with what it has for S3.
      AWS_ENDPOINT_URL_S3: wire.url,
      STATE_DIR: join(folder, 'aws'),
      S3_DATA_DIR: join(folder, 's3'),
    },
    log: join(folder, 'ministack.log'),
    answers: `${endpoint.origin}/_ministack/health`,
  });
  closers.push(() => aws.stop());
  const snowflakePort = await freePort();
  const snowflakeUrl = `http://127.0.0.1:${snowflakePort}`;
  const front = join(import.meta.dirname, '../snowflake/front.py');
  const snowflake = await serve(join(python, 'python'), [front, String(snowflakePort), join(folder, 'stage')], {
    env,
    log: join(folder, 'snowflake.log'),
    answers: `${snowflakeUrl}/`,
  });
  closers.push(() => snowflake.stop());
  const cli = join(root, 'node_modules/aws-cdk/bin/cdk');
  const cdk = (...args: readonly string[]) =>
    run(process.execPath, [cli, ...args, '--no-notices', '--no-version-reporting'], { env, cwd: folder });
  return { env, snowflakeUrl, snowflakeKey: privateKey(), aws, wire, cdk };
}

async function assertPortIsFree({ origin }: URL): Promise<void> {
  const answer = await fetch(origin, { signal: AbortSignal.timeout(2000) }).catch(() => undefined);
  if (answer)
    throw new Error(`something listens at ${origin} already; stop it, or set AWS_ENDPOINT_URL to a free port`);
}

export const privateKey = () =>
  generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  }).privateKey;

/** Settings of the stage `emulator` and the connections, as files the app is told of. */
export function writeAppFiles(cloud: EmulatedCloud, connections: readonly object[], more: object = {}) {
  const settings = {
    emulator: {
      region: REGION,
      alert_emails: { error: ['data@example.com'], page: ['data@example.com'] },
      snowflake: {
        account: 'EMULATED-ACCOUNT',
        user: 'RETAILPULSE',
        warehouse: 'RETAILPULSE',
        database: 'retailpulse',
        access_url: cloud.snowflakeUrl,
      },
      // Executions are started by the test, never by the clock.
      schedules: { ingest: 'rate(30 days)', pipeline: 'rate(30 days)' },
      dashboard_viewers: ['192.0.2.0/24'],
      log_retention_days: 7,
      landing_archive_after_days: 30,
      record_calls_to: join(cloud.folder, 'calls.ndjson'),
      ...more,
    },
  };
  writeFileSync(join(cloud.folder, 'settings.json'), JSON.stringify(settings));
  writeFileSync(join(cloud.folder, 'config.mjs'), `export default ${JSON.stringify({ connections })};`);
}

/** Synthesises the stage with the real CLI. @returns the folder of its assembly */
export async function synthesise(cloud: EmulatedCloud, name = 'cdk.out'): Promise<string> {
  const output = join(cloud.folder, name);
  const app = [
    'bin/retailpulse.ts',
    '--config',
    join(cloud.folder, 'config.mjs'),
    '--settings',
    join(cloud.folder, 'settings.json'),
  ];
  const cli = join(root, 'node_modules/aws-cdk/bin/cdk');
  const args = [
    'synth',
    '--quiet',
    '--output',
    output,
    '-c',
    'stage=emulator',
    '--app',
    `node bin/run.mjs ${app.join(' ')}`,
  ];
  await run(process.execPath, [cli, ...args, '--no-notices', '--no-version-reporting'], { env: cloud.env, cwd: root });
  return output;
}
