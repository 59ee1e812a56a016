import type { DriftPolicy } from '../../contracts/config.ts';
import { SourceContractError } from '../../contracts/errors.ts';
import type { Connection } from './source.ts';

/** Policy of a connection for undeclared fields, in one of its streams. */
export interface StreamPolicy {
  readonly drift: DriftPolicy;
  /** Paths whose strings are kept: somebody reviewed them and found nothing personal. */
  readonly allowed: ReadonlySet<string>;
}

export const EVOLVE: StreamPolicy = { drift: 'evolve', allowed: new Set() };

export function policyOf({ drift = 'evolve', allow = {} }: Connection, stream: string): StreamPolicy {
  return {
    drift: typeof drift === 'string' ? drift : (drift[stream] ?? 'evolve'),
    allowed: new Set(allow[stream] ?? []),
  };
}

/** @throws SourceContractError when the policy is `freeze` and a new field came; then nothing is committed */
export function assertNoDrift({ drift }: StreamPolicy, seen: Readonly<Record<string, number>>, where: string): void {
  const paths = Object.keys(seen);
  if (drift !== 'freeze' || paths.length === 0) return;
  throw new SourceContractError(
    `${where}: ${paths.length} undeclared field(s) came (${paths.slice(0, 5).join(', ')}) and the connection's drift policy is 'freeze'; ` +
      `declare them in the schema, allow them, or choose evolve, discard_row or discard_value`,
    { drift: seen },
  );
}
