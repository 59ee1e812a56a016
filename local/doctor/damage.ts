import type { ObjectStore } from '../../lambdas/ports/object-store.ts';
import type { Warehouse } from '../../lambdas/ports/warehouse.ts';
import type { Home } from '../home.ts';

/** Something stored that is not what was written there. */
export interface Damage {
  /** Its key in the home, or its path. */
  readonly about: string;
  readonly wrong: string;
  readonly wayOut: string;
  /** Nothing may be published while it stands. */
  readonly blocks: boolean;
  /** What a run that was killed leaves: the next run goes on from it, and nobody needs to be told. */
  readonly isUsual?: true;
  /** Rebuilds it from what holds the same facts. @returns what was done */
  readonly mend?: () => Promise<string>;
}

export interface Examined {
  readonly home: Home;
  readonly store: ObjectStore;
  readonly vault: ObjectStore;
  /** Undefined when its file cannot be opened. */
  readonly warehouse: Warehouse | undefined;
  /** Whether files are hashed; otherwise only their sizes count. */
  readonly isThorough: boolean;
}
