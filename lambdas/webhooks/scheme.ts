import { createHmac, timingSafeEqual } from 'node:crypto';

/** A delivery as received: the body is bytes, because a signature covers bytes and not their meaning. */
export interface Delivery {
  readonly method: string;
  readonly header: (name: string) => string | undefined;
  readonly query: URLSearchParams;
  readonly body: Buffer;
}

/** Metadata of a delivery; nothing personal. */
export interface Notice {
  /** The vendor's id of this event, equal for repeated deliveries. */
  readonly eventId: string;
  readonly topic: string;
  /** Milliseconds since 1970, when the vendor sends it. */
  readonly at?: number;
  /** The record it is about, to be fetched by the code that polls. */
  readonly recordId?: string;
  /** A handshake: answered, then dropped. */
  readonly isPing?: true;
}

/** The signature scheme of one vendor. */
export interface Scheme {
  readonly docs: string;
  /** True if this secret made the signature. */
  verify(delivery: Delivery, secret: string): boolean;
  /** @throws when the body does not have the vendor's format */
  read(delivery: Delivery): Notice;
  /** Deliveries older than this are refused as replays. */
  readonly staleAfterMs?: number;
  /** The vendor checks the address with a GET. */
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

/** Compares in constant time. */
export function same(given: string | undefined, expected: string): boolean {
  const [a, b] = [Buffer.from(given ?? ''), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}

export type Json = Readonly<Record<string, unknown>>;

export const jsonOf = (delivery: Delivery): Json => JSON.parse(delivery.body.toString()) as Json;

export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
