import type { z } from 'zod';
import { type Config, type ConnectionConfig, connectionOf, secretName } from '../lambdas/contracts/config.ts';
import { ConfigError } from '../lambdas/contracts/errors.ts';
import { type Connection, type Source, type StoredSecret, shaped } from '../lambdas/extractors/engine/source.ts';
import { storedSecret } from '../lambdas/extractors/engine/stored-secret.ts';
import { sources } from '../lambdas/extractors/sources/index.ts';
import type { Secrets } from '../lambdas/ports/ports.ts';

/** A configured connection with its source and its validated settings. */
export interface OpenableConnection {
  readonly source: Source;
  readonly connection: Connection;
  readonly stored: StoredSecret;
}

const issuesOf = (error: z.ZodError) =>
  error.issues.map((issue) => `${issue.path.join('.') || 'value'}: ${issue.message}`).join('; ');

/**
 * Validates every connection of a configuration before anything is read.
 * @throws ConfigError naming the connection and its fault; never a secret's value
 */
export async function checkConnections(config: Config, secrets: Secrets): Promise<readonly OpenableConnection[]> {
  const names = config.connections.map((one) => `${one.source}/${one.name}`);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice) throw new ConfigError(`connection ${twice} is configured twice; give one of them another name`);
  return Promise.all(config.connections.map((one) => checkConnection(one, secrets)));
}

/** @throws ConfigError with the first fault of one connection */
export async function checkConnection(one: ConnectionConfig, secrets: Secrets): Promise<OpenableConnection> {
  const where = `connection ${one.source}/${one.name}`;
  const source = sources.find(({ name }) => name === one.source);
  if (!source) {
    const known = sources.map(({ name }) => name).join(', ');
    throw new ConfigError(`${where}: no source is called '${one.source}'; known are ${known}`);
  }
  assertKnownStreams(one, source, where);
  const settings = source.settings.safeParse(one.settings);
  if (!settings.success) throw new ConfigError(`${where}: settings are wrong: ${issuesOf(settings.error)}`);
  const stored = storedSecret(secrets, secretName(one));
  if (source.needsSecret?.(settings.data) ?? true) {
    const checked = source.secret.safeParse((await stored.get()).value);
    if (!checked.success)
      throw new ConfigError(`${where}: secret ${secretName(one)} is wrong: ${issuesOf(checked.error)}`);
  }
  return {
    source: shaped(source, settings.data),
    connection: { ...connectionOf(one), settings: settings.data },
    stored,
  };
}

/** @throws ConfigError naming the stream that the source does not have */
function assertKnownStreams({ streams = [], drift, allow }: ConnectionConfig, source: Source, where: string): void {
  const named = [...streams, ...(typeof drift === 'string' ? [] : Object.keys(drift)), ...Object.keys(allow)];
  const known = source.streams.map(({ name }) => name);
  const unknown = named.find((name) => !known.includes(name));
  if (unknown) throw new ConfigError(`${where}: ${source.name} has no stream '${unknown}'; it has ${known.join(', ')}`);
}

/** @throws ConfigError when a machine asks for a connection that is not configured */
export function findConnection(all: readonly OpenableConnection[], source: string, name: string): OpenableConnection {
  const found = all.find((one) => one.source.name === source && one.connection.name === name);
  if (found) return found;
  throw new ConfigError(`no connection ${source}/${name} is configured`);
}
