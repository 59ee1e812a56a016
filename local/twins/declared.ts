import type { World } from '../world/world.ts';
import type { Refusal, Twin, TwinContext } from './kit.ts';

/** A vendor's twin, and what a connection to it needs. */
export interface Declared {
  readonly make: (context: TwinContext) => Twin;
  readonly refusal: Refusal;
  readonly secret: unknown;
  /** Settings of a connection that reads the twin at `url`. */
  readonly settings: (url: string) => Record<string, unknown>;
  /** False for a world in which the vendor has nothing to say. */
  readonly serves?: (world: World) => boolean;
  /** Stream → the ids of all records that exist at the world's `asOf`, from the world itself. */
  readonly truth?: Readonly<Record<string, (world: World) => Iterable<string>>>;
}
