import type { ObjectStore } from '../../lambdas/ports/object-store.ts';
import type { Warehouse } from '../../lambdas/ports/warehouse.ts';
import type { Home } from '../home.ts';

/** A stored object that is missing or not as written. */
export interface Damage {
  /** Its key in the home, or its path. */
  readonly about: string;
  readonly wrong: string;
  readonly wayOut: string;
  /** Blocks publication while it lasts. */
  readonly blocks: boolean;
  /** Left behind by a killed run: the next run resumes from it, so nobody needs to be told. */
  readonly isUsual?: true;
  /** Rebuilds it from another source of the same facts. @returns a description of the repair */
  readonly mend?: () => Promise<string>;
}

export interface Examined {
  readonly home: Home;
  readonly store: ObjectStore;
  readonly vault: ObjectStore;
  /** Undefined when its file cannot be opened. */
  readonly warehouse: Warehouse | undefined;
  /** True if files are hashed; otherwise only their sizes are compared. */
  readonly isThorough: boolean;
}
