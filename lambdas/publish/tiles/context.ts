import type { ModelCard } from '../../contracts/pipeline.ts';
import type { CheckResult } from '../../contracts/quality.ts';
import type { Row } from '../../ports/warehouse.ts';

/** Reads the published marts. @throws WarehouseError when a statement is refused */
export type Query = (sql: string) => Promise<readonly Row[]>;

/** What publish knows beside the marts. Tiles depend on nothing else: no clock, no chance. */
export interface TileContext {
  /** ISO-8601 UTC; numbers end with the last day that is over then in the shop's zone. */
  readonly asOf: string;
  readonly version: string;
  readonly runId: string;
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
  /** What each model or raw table reads, by name (`fct_orders` → `stg_shopify__orders`); lineage starts at marts without it. */
  readonly upstream?: Readonly<Record<string, readonly string[]>>;
  /** Marts of which no source was ever read. */
  readonly neverRead?: ReadonlySet<string>;
  /** Where `sql/metrics` lies, when not beside the code. */
  readonly metricsFolder?: string;
}

/** A number of the warehouse: decimals and wide integers arrive as exact texts. */
export function number(value: unknown): number | null {
  if (value === null || value === undefined) return null;
  const parsed = Number(value);
  return Number.isFinite(parsed) ? parsed : null;
}

export const amount = (value: unknown): number => number(value) ?? 0;
export const text = (value: unknown): string => (value === null || value === undefined ? '' : String(value));

/** Adds amounts of at most four decimals without the drift of binary fractions. */
export const add = (a: number, b: number): number => Math.round((a + b) * 10_000) / 10_000;
export const sum = (values: Iterable<number>): number => [...values].reduce(add, 0);

export { literal } from '../../sql/literal.ts';
