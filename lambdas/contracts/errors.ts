// Error names are a public contract: state machines match on them, runbooks are filed under them.

/** Every error name a Task may end with, and how the state machine recovers. */
const ERROR_RECOVERY = {
  SourceUnavailableError: 'retry',
  SourceUnreachableError: 'stop',
  RateLimitedError: 'retry',
  SourceAuthError: 'stop',
  SourceContractError: 'quarantine',
  CompletenessError: 'stop',
  WarehouseBusyError: 'retry',
  WarehouseError: 'stop',
  ModelRefusedError: 'stop',
  QualityGateError: 'stop',
  ErasureIncompleteError: 'stop',
  StoredDataError: 'stop',
  ConfigError: 'stop',
  InvariantError: 'stop',
} as const;

export type ErrorName = keyof typeof ERROR_RECOVERY;
export type Recovery = 'retry' | 'quarantine' | 'stop';

/** Names a Task retries with backoff; every machine's second retrier has the same list. */
export const RETRYABLE = (Object.keys(ERROR_RECOVERY) as ErrorName[]).filter(
  (name) => ERROR_RECOVERY[name] === 'retry',
);

/**
 * A message states what was wrong, the value seen, what was expected and what to do. It never holds secrets or customer
 * data.
 */
export abstract class RetailPulseError extends Error {
  abstract override readonly name: ErrorName; // a literal: bundlers rename classes, state machines match this text
  readonly details: Readonly<Record<string, unknown>>;

  constructor(message: string, details: Readonly<Record<string, unknown>> = {}, options?: ErrorOptions) {
    super(message, options);
    this.details = details;
  }

  get recovery(): Recovery {
    return ERROR_RECOVERY[this.name];
  }
}

export class SourceUnavailableError extends RetailPulseError {
  override readonly name = 'SourceUnavailableError';
}

/** The vendor has not answered within the time worth waiting: the next run reads the rest of the connection. */
export class SourceUnreachableError extends RetailPulseError {
  override readonly name = 'SourceUnreachableError';
}

export class RateLimitedError extends RetailPulseError {
  override readonly name = 'RateLimitedError';
  readonly retryAfterMs: number;
  constructor(message: string, retryAfterMs: number, details: Readonly<Record<string, unknown>> = {}) {
    super(message, { ...details, retry_after_ms: retryAfterMs });
    this.retryAfterMs = retryAfterMs;
  }
}

export class SourceAuthError extends RetailPulseError {
  override readonly name = 'SourceAuthError';
}

export class SourceContractError extends RetailPulseError {
  override readonly name = 'SourceContractError';
}

/** The landed data differs from what the vendor declared; nothing was committed. */
export class CompletenessError extends RetailPulseError {
  override readonly name = 'CompletenessError';
}

export class WarehouseBusyError extends RetailPulseError {
  override readonly name = 'WarehouseBusyError';
}

export class WarehouseError extends RetailPulseError {
  override readonly name = 'WarehouseError';
}

/** One model cannot be built; the machine plans again without it and without its dependents. */
export class ModelRefusedError extends RetailPulseError {
  override readonly name = 'ModelRefusedError';
}

/**
 * A stored document is missing, damaged or belongs to another home; the message names it, and the doctor says how to
 * rebuild it.
 */
export class StoredDataError extends RetailPulseError {
  override readonly name = 'StoredDataError';
}

export class ConfigError extends RetailPulseError {
  override readonly name = 'ConfigError';
}

export class InvariantError extends RetailPulseError {
  override readonly name = 'InvariantError';
}
