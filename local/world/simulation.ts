import type { Intents } from './demand/demand-events.ts';
import type { Plans } from './demand/plans.ts';
import type { Fills } from './goods/inventory.ts';
import type { Streams } from './random/streams.ts';
import type { Dimensions, Size } from './sizes.ts';

/** The state that all views of a synthetic world are rendered from. */
export interface Simulation {
  readonly seed: number;
  readonly stream: Streams;
  readonly size: Size;
  readonly dimensions: Dimensions;
  readonly plans: Plans;
  readonly intents: Intents;
  readonly fills: Fills;
  /** Milliseconds UTC: how far the world has come. */
  readonly asOf: number;
}
