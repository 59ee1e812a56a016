import type { ObjectStore } from '../../ports/object-store.ts';
import type { Clock } from '../../ports/ports.ts';
import type { Connection, Session, Source } from './source.ts';
import type { Tokens } from './tokens.ts';

/** Dependencies for reading a slice of one connection. */
export interface ExtractPorts {
  readonly store: ObjectStore;
  readonly vault: ObjectStore;
  readonly clock: Clock;
  readonly tokens: Tokens;
  readonly source: Source;
  readonly connection: Connection;
  readonly session: Session;
}
