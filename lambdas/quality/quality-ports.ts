import type { ObjectStore } from '../ports/object-store.ts';
import type { Clock } from '../ports/ports.ts';
import type { Warehouse } from '../ports/warehouse.ts';
import type { SqlLibrary } from '../sql/library.ts';

export interface QualityPorts {
  readonly warehouse: Warehouse;
  readonly store: ObjectStore;
  readonly clock: Clock;
  readonly library: SqlLibrary;
}
