import { systemClock } from '../adapters/clock/system.ts';
import { cloudSecrets } from '../adapters/cloud/secrets.ts';
import { bucketStore } from '../adapters/cloud/store.ts';
import { fetchHttp } from '../adapters/fetch/http.ts';
import { connectionOf, secretName } from '../contracts/config.ts';
import { ExtractorEnv } from '../contracts/environment.ts';
import { ConfigError } from '../contracts/errors.ts';
import { PREFIX } from '../contracts/layout.ts';
import { readEnv } from '../platform/env.ts';
import type { Deadline } from '../ports/ports.ts';
import { patient } from './engine/deadline.ts';
import { belowPrefix } from './engine/files/below-prefix.ts';
import type { RateLimiter } from './engine/rate-limit/rate-limiter.ts';
import { Reachability } from './engine/reachability.ts';
import { shaped } from './engine/source.ts';
import { secretPorts, storedSecret } from './engine/stored-secret.ts';
import { readTokenKey } from './engine/token-key.ts';
import { Tokens } from './engine/tokens.ts';
import { makeExtractHandler, makePlanHandler } from './handler.ts';
import { sources } from './sources/index.ts';

const env = readEnv(ExtractorEnv);
const store = bucketStore(env.LAKE_BUCKET);
const vault = bucketStore(env.VAULT_BUCKET);
const secrets = cloudSecrets(env.SECRETS_PREFIX);

const find = (sourceName: string, name: string) => {
  const source = sources.find((one) => one.name === sourceName);
  const config = env.CONNECTIONS.find((one) => one.source === sourceName && one.name === name);
  if (!source || !config) throw new ConfigError(`this function has no connection ${sourceName}/${name}`);
  const settings = source.settings.parse(config.settings);
  return { source: shaped(source, settings), config, connection: { ...connectionOf(config), settings } };
};

/**
 * Rate limits learned live as long as the function, and so does its clock; the deadline is that of the current call.
 */
const rateLimiters = new Map<string, RateLimiter>();
const reached = new Map<string, Reachability>();
let now: Deadline = { remainingMs: () => 0 };
const clock = patient(systemClock, { remainingMs: () => now.remainingMs() });

/** Tokens live as long as the function: the key is read with the first slice. */
let made: Promise<Tokens> | undefined;
const tenantTokens = () => {
  made ??= readTokenKey(secrets).then(({ key, version }) => new Tokens(key, version));
  return made;
};

export const planSlices = makePlanHandler({ store, find });

export const extractSlice = makeExtractHandler(async (sourceName, name, deadline) => {
  const { source, config, connection } = find(sourceName, name);
  now = deadline;
  // Dropped files hold personal data: only this source's functions read their folder.
  const drop = (folder: string) => belowPrefix(vault, `${PREFIX.dropped}${sourceName}/${name}/${folder}`);
  const watched = reached.get(`${sourceName}/${name}`) ?? new Reachability(systemClock);
  reached.set(`${sourceName}/${name}`, watched);
  const tokens = await tenantTokens();
  const digest = (text: string) => tokens.digest(text);
  const edge = { http: watched.watch(fetchHttp), clock, random: Math.random, rateLimiters, drop, digest };
  const session = source.open(connection, { ...edge, ...secretPorts(storedSecret(secrets, secretName(config))) });
  return { store, vault, clock: systemClock, tokens, source, connection, session };
});
