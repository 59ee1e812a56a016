import type { ModelCard } from '../../contracts/pipeline.ts';
import type { CheckResult } from '../../contracts/quality.ts';
import type { Warehouse } from '../../ports/warehouse.ts';
import type { SqlLibrary } from '../../sql/library.ts';

/** What reads the published marts. */
export type Reader = Pick<Warehouse, 'query' | 'spelling' | 'tables' | 'extents'>;

/** What publish knows beside the marts. Tiles depend on nothing else: no clock, no chance. */
export interface TileContext {
  /** ISO-8601 UTC; numbers end with the last day that is over then in the shop's zone. */
  readonly asOf: string;
  readonly version: string;
  readonly runId: string;
  /** Models, metrics and reports of `sql/`. */
  readonly library: SqlLibrary;
  /** Sources that were not read completely. */
  readonly degraded: readonly {
    readonly source: string;
    readonly connection: string;
    readonly reason: string;
    /** All of the connection's when they are not known. */
    readonly streams?: readonly string[] | undefined;
  }[];
  /** Marts that are not to be shown as they stand in the warehouse. */
  readonly held?: ReadonlySet<string>;
  readonly checks: readonly CheckResult[];
  /** Cards of the models served. */
  readonly models: readonly ModelCard[];
  /** Marts of which no source was ever read. */
  readonly neverRead?: ReadonlySet<string>;
}
