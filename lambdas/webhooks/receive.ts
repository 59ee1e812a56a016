import { createHash } from 'node:crypto';
import { ConfigError } from '../contracts/errors.ts';
import { webhookKey } from '../contracts/layout.ts';
import type { WebhookEvent } from '../contracts/webhook.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { Clock } from '../ports/ports.ts';
import type { Delivery, Notice, Scheme } from './scheme.ts';
import { schemes } from './schemes.ts';

/** Tolerance for vendors' clocks that run ahead. */
const AHEAD_MS = 60_000;

export interface ReceivePorts {
  readonly store: ObjectStore;
  readonly clock: Clock;
  /** The secrets that may have signed, newest first: after a rotation the vendor uses the old one for a while. */
  readonly secrets: readonly string[];
}

export interface Received {
  /** The response: 401 tells the vendor that the signature was rejected, a status below 300 that no retry is needed. */
  readonly status: 200 | 400 | 401;
  readonly outcome: 'accepted' | 'duplicate' | 'greeted' | 'unsigned' | 'stale' | 'unreadable';
  readonly event?: WebhookEvent;
}

const keyOf = (source: string, connection: string, eventId: string) =>
  webhookKey(source, connection, createHash('sha256').update(eventId).digest('hex').slice(0, 40));

/**
 * Accepts one delivery: signed over its raw bytes, fresh, and the first of its event. A webhook is only a trigger: the
 * event names a record, which is then fetched as the poll fetches it, so both land the identical row. Nothing of the
 * body is stored.
 * @throws ConfigError for a source that sends none, or without a secret
 */
export async function receiveWebhook(
  source: string,
  connection: string,
  delivery: Delivery,
  { store, clock, secrets }: ReceivePorts,
): Promise<Received> {
  const scheme = schemes[source];
  if (!scheme)
    throw new ConfigError(`${source} sends no webhooks; sources that do are ${Object.keys(schemes).join(', ')}`);
  if (secrets.length === 0)
    throw new ConfigError(`${source}/${connection} has no webhook secret; store one before you subscribe`);
  if (scheme.greets && delivery.method === 'GET') return { status: 200, outcome: 'greeted' };
  // Every secret is tried, so that timing does not reveal which one matched.
  const signed = secrets.map((secret) => scheme.verify(delivery, secret)).includes(true);
  if (!signed) return { status: 401, outcome: 'unsigned' };
  const notice = readNotice(scheme, delivery);
  if (!notice) return { status: 400, outcome: 'unreadable' };
  if (notice.isPing) return { status: 200, outcome: 'greeted' };
  if (isStale(scheme, notice, clock.now())) return { status: 401, outcome: 'stale' };
  const { eventId, topic, at, recordId } = notice;
  const event: WebhookEvent = {
    source,
    connection,
    event_id: eventId,
    topic,
    triggered_at: at === undefined ? null : new Date(at).toISOString(),
    received_at: new Date(clock.now()).toISOString(),
    record_id: recordId ?? null,
  };
  const isFirst = await store.put(keyOf(source, connection, eventId), JSON.stringify(event), { ifAbsent: true });
  return isFirst ? { status: 200, outcome: 'accepted', event } : { status: 200, outcome: 'duplicate' };
}

function readNotice(scheme: Scheme, delivery: Delivery): Notice | undefined {
  try {
    return scheme.read(delivery);
  } catch {
    return undefined;
  }
}

function isStale({ staleAfterMs }: Scheme, { at }: Notice, now: number): boolean {
  if (staleAfterMs === undefined) return false;
  return at === undefined || now - at > staleAfterMs || at - now > AHEAD_MS;
}
