import { createHmac, timingSafeEqual } from 'node:crypto';

/** A delivery as it came: the body is bytes, for a signature is over bytes and not over what they mean. */
export interface Delivery {
  readonly method: string;
  readonly header: (name: string) => string | undefined;
  readonly query: URLSearchParams;
  readonly body: Buffer;
}

/** What a delivery says of itself; nothing personal. */
export interface Notice {
  /** The vendor's id of this event: deliveries that repeat it are the same. */
  readonly eventId: string;
  readonly topic: string;
  /** Milliseconds since 1970, where the vendor says when. */
  readonly at?: number;
  /** The record it is about, to be fetched through the poll's own path. */
  readonly recordId?: string;
  /** A handshake: answer and forget. */
  readonly isPing?: true;
}

/** How one vendor signs. */
export interface Scheme {
  readonly docs: string;
  /** Whether this secret made the signature. */
  verify(delivery: Delivery, secret: string): boolean;
  /** @throws when the body is not what the vendor sends */
  read(delivery: Delivery): Notice;
  /** Deliveries older than this are refused as replays. */
  readonly staleAfterMs?: number;
  /** The vendor asks with GET whether anybody is there. */
  readonly greets?: true;
}

export function hmac(
  algorithm: 'sha256' | 'sha1',
  secret: string,
  parts: readonly (string | Buffer)[],
  encoding: 'base64' | 'hex',
): string {
  const digest = createHmac(algorithm, secret);
  for (const part of parts) digest.update(part);
  return digest.digest(encoding);
}

/** Compares without telling by its time how much was right. */
export function same(given: string | undefined, expected: string): boolean {
  const [a, b] = [Buffer.from(given ?? ''), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

export type Json = Readonly<Record<string, unknown>>;

export const jsonOf = (delivery: Delivery): Json => JSON.parse(delivery.body.toString()) as Json;

export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
