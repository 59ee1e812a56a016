import { CreateSecretCommand, PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { snowflakeSecret } from '../../../lambdas/contracts/environment.ts';
import { TOKEN_KEY } from '../../../lambdas/extractors/engine/token-key.ts';
import type { Secrets } from '../../../lambdas/ports/ports.ts';
import { startWorld, type WorldProcess } from '../../../local/demo/world-process.ts';
import { demoSecrets } from '../../../local/secrets.ts';
import type { FaultPlan } from '../../../local/twins/faults.ts';
import { TWINS } from '../../../local/twins/server.ts';
import { type EmulatedCloud, REGION } from './emulated-cloud.ts';

/** Vendors' time runs so much faster than ours. */
const TIME_SCALE = 100;

/** The tiny world behind its twins, as every plane of the test reads it. */
export const startVendors = (folder: string, faults: Partial<FaultPlan> = {}): Promise<WorldProcess> =>
  startWorld({ world: { kind: 'synthetic', size: 'tiny', seed: 42 }, folder, timeScale: TIME_SCALE, faults });

export const connectionOf = (world: WorldProcess, source: string, name: string, url = world.urls[source]!) => ({
  source,
  name,
  start: world.start,
  settings: TWINS[source]!.settings(url),
});

export type VendorConnection = ReturnType<typeof connectionOf>;

/** The same secrets on both planes: equal keys make equal tokens. */
export const vendorSecrets = (world: WorldProcess, connections: readonly VendorConnection[]): Secrets =>
  demoSecrets(
    world.seed,
    Object.fromEntries(connections.map(({ source, name }) => [`${source}/${name}`, TWINS[source]!.secret])),
  );

const clientOf = ({ endpoint }: EmulatedCloud) =>
  new SecretsManagerClient({
    endpoint,
    region: REGION,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
const idOf = (name: string) => `retailpulse/emulator/${name}`;

/** A secret of the right form that the vendor knows nothing of. */
const forged = (secret: unknown): unknown =>
  JSON.parse(JSON.stringify(secret), (_key, value) => (typeof value === 'string' ? `${value}-revoked` : value));

/** Puts them where functions look for them, and the key pairs of the warehouse's users; those of `refused` are no good. */
export async function seedSecrets(
  cloud: EmulatedCloud,
  secrets: Secrets,
  connections: readonly VendorConnection[],
  refused: readonly Pick<VendorConnection, 'source' | 'name'>[],
) {
  const client = clientOf(cloud);
  const put = (name: string, value: unknown) =>
    client.send(new CreateSecretCommand({ Name: idOf(name), SecretString: JSON.stringify(value) }));
  // Migrations, functions and an analyst sign in as users of their own; the emulator takes one key for all of them.
  for (const role of ['admin', 'loader', 'transformer', 'analyst'])
    await put(snowflakeSecret(role), { private_key: cloud.snowflakeKey });
  for (const name of [TOKEN_KEY, ...connections.map((one) => `${one.source}/${one.name}`)])
    await put(name, (await secrets.get(name)).value);
  for (const { source, name } of refused) await put(`${source}/${name}`, forged(TWINS[source]!.secret));
  client.destroy();
}

/** What an operator does about a refused credential. */
export async function correctSecret(cloud: EmulatedCloud, { source, name }: Pick<VendorConnection, 'source' | 'name'>) {
  const client = clientOf(cloud);
  const SecretString = JSON.stringify(TWINS[source]!.secret);
  await client.send(new PutSecretValueCommand({ SecretId: idOf(`${source}/${name}`), SecretString }));
  client.destroy();
}
