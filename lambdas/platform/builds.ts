import { STATE } from '../contracts/state-tables.ts';
import type { Tables } from '../ports/warehouse.ts';

/** The last build of a model. */
export interface Build {
  readonly fingerprint: string;
  /** The time that counted as now, for a model that reads it; else empty. */
  readonly clock: string;
  /** The run that built it last, or found that it had nothing to build. */
  readonly run_id: string;
  /** `all` from nothing, `changed` by adding to the existing rows. */
  readonly scope: 'all' | 'changed';
  /** The run that last changed any of its rows. */
  readonly moved_by: string;
}

export const BUILD_COLUMNS = ['model', 'fingerprint', 'clock', 'run_id', 'scope', 'moved_by'] as const;

/** The last build of each model. */
export type Builds = ReadonlyMap<string, Build>;

/** @param models those asked for; all of them when absent */
export async function readBuilds(tables: Pick<Tables, 'rowsOf'>, models?: readonly string[]): Promise<Builds> {
  const rows = await tables.rowsOf<Build & { [column: string]: string }>(STATE.builds, {
    columns: BUILD_COLUMNS,
    order: [],
    ...(models ? { where: { model: models } } : {}),
  });
  return new Map(rows.map(({ model, ...build }) => [model!, build as Build]));
}
