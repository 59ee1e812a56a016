import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
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

/** Puts them where functions look for them, and the key pair of the warehouse's user. */
export async function seedSecrets(cloud: EmulatedCloud, secrets: Secrets, connections: readonly VendorConnection[]) {
  const client = new SecretsManagerClient({
    endpoint: cloud.endpoint,
    region: REGION,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const put = (name: string, value: unknown) =>
    client.send(new CreateSecretCommand({ Name: `retailpulse/emulator/${name}`, SecretString: JSON.stringify(value) }));
  await put('snowflake', { private_key: cloud.snowflakeKey });
  for (const name of [TOKEN_KEY, ...connections.map((one) => `${one.source}/${one.name}`)])
    await put(name, (await secrets.get(name)).value);
  client.destroy();
}
