import type { ReplayOptions } from '../replay/csv.ts';
import type { FaultPlan } from '../twins/faults.ts';
import type { Size } from '../world/sizes.ts';
import type { NotRepresentable } from '../world/world.ts';

/** What the child process that serves a world is asked for. */
export interface WorldRequest {
  readonly world:
    | {
        readonly kind: 'synthetic';
        readonly size: Size;
        readonly seed: number;
        /** Whole days that are past; absent: the usual two years. */
        readonly as_of_day?: number | undefined;
      }
    | { readonly kind: 'replay'; readonly file: string; readonly options: ReplayOptions };
  /** Where the world keeps its truth and its export files: beside home, never inside. */
  readonly folder: string;
  readonly timeScale: number;
  readonly faults: Partial<FaultPlan>;
}

/** Asks for the truth tables, once nobody reads the twins. */
export interface TruthRequest {
  readonly kind: 'truth';
}

/** What it says once its twins listen. */
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
