import type { ModelCard } from '../../contracts/pipeline.ts';
import type { CheckResult } from '../../contracts/quality.ts';
import type { Warehouse } from '../../ports/warehouse.ts';
import type { SqlLibrary } from '../../sql/library.ts';

/** Reader of the published marts. */
export type Reader = Pick<Warehouse, 'query' | 'spelling' | 'tables' | 'extents'>;

/** Context from publish beside the marts. Tiles depend on nothing else: no clock, no randomness. */
export interface TileContext {
  /** ISO-8601 UTC; figures end with the last complete day in the shop's zone. */
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
    /** All streams of the connection when they are not known. */
    readonly streams?: readonly string[] | undefined;
  }[];
  /** Marts whose current rows must not be shown. */
  readonly held?: ReadonlySet<string>;
  readonly checks: readonly CheckResult[];
  /** Cards of the served models. */
  readonly models: readonly ModelCard[];
  /** Marts of which no source was ever read. */
  readonly neverRead?: ReadonlySet<string>;
}
