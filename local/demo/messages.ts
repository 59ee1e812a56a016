import type { ReplayOptions } from '../replay/csv.ts';
import type { FaultPlan } from '../twins/faults.ts';
import type { Size } from '../world/sizes.ts';
import type { NotRepresentable } from '../world/world.ts';

/** Messages to the child process that serves a world. */
export interface WorldRequest {
  readonly world:
    | {
        readonly kind: 'synthetic';
        readonly size: Size;
        readonly seed: number;
        /** Number of past days; absent: the usual two years. */
        readonly as_of_day?: number | undefined;
      }
    | { readonly kind: 'replay'; readonly file: string; readonly options: ReplayOptions };
  /** Folder of the world's truth and its export files: beside home, never inside. */
  readonly folder: string;
  readonly timeScale: number;
  readonly faults: Partial<FaultPlan>;
}

/** Requests the truth tables, once nobody reads the twins. */
export interface TruthRequest {
  readonly kind: 'truth';
}

/** Reply once the twins listen. */
export interface WorldReady {
  readonly kind: 'ready';
  readonly urls: Readonly<Record<string, string>>;
  /** ISO-8601 UTC. */
  readonly asOf: string;
  readonly start: string;
  readonly seed: string;
  readonly notRepresentable: readonly NotRepresentable[];
}

interface WorldFailed {
  readonly kind: 'failed';
  readonly error: string;
  readonly message: string;
}

export interface TruthWritten {
  readonly kind: 'truth';
}

export type WorldMessage = WorldReady | WorldFailed | TruthWritten;
