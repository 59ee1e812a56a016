import type { ObjectStore } from '../ports/object-store.ts';
import type { Clock } from '../ports/ports.ts';
import type { Warehouse } from '../ports/warehouse.ts';
import type { SqlLibrary } from '../sql/library.ts';
import type { Reader, TileContext } from './reports/tile-context.ts';

export interface PublishPorts {
  readonly warehouse: Warehouse;
  readonly store: ObjectStore;
  readonly clock: Clock;
  readonly library: SqlLibrary;
  /** Renders the dashboards' tiles; ours by default. */
  readonly tiles?: (reader: Reader, context: TileContext) => Promise<ReadonlyMap<string, unknown>>;
}
