import type { Alert } from '../contracts/quality.ts';

/** The only source of time. `now` is milliseconds UTC; `sleep` may be virtual in tests. */
export interface Clock {
  now(): number;
  sleep(ms: number): Promise<void>;
}

/** Uniform in [0, 1): jitter and ids only, never anything a mart depends on. */
export type Random = () => number;

/** One typed JSON secret per name; `replace` is compare-and-swap on the version so that rotating tokens are never lost. */
export interface Secrets {
  /** @throws ConfigError that names the secret and says where to put it */
  get(name: string): Promise<{ readonly value: unknown; readonly version: string }>;
  /** @returns false when another writer replaced it first */
  replace(name: string, value: unknown, version: string): Promise<boolean>;
}

export interface Notifier {
  /** Delivers once per alert id; repeating an id is a no-op. */
  send(alert: Alert): Promise<void>;
}

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeoutMs: number;
  /** The address comes from an answer: it must be public, and gets no credential. */
  readonly chosenByVendor?: true;
}

export interface HttpResponse {
  readonly status: number;
  header(name: string): string | undefined;
  /** The whole body. @throws SourceUnavailableError when it ends early */
  text(): Promise<string>;
  /** The body as it arrives, for bulk files. */
  chunks(): AsyncIterable<Uint8Array>;
}

/**
 * @throws SourceUnavailableError on timeout, reset or refusal; a status is an answer, not an error
 * @throws SourceContractError for a redirect to another origin, and for a private address taken from an answer
 */
export type Http = (request: HttpRequest) => Promise<HttpResponse>;

/** A Lambda's remaining time; on a single machine it is ample. */
export interface Deadline {
  remainingMs(): number;
}
