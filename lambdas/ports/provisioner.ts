import type { MigrateInput, MigrateResult } from '../contracts/migrate.ts';

/** Migrates the warehouse of an account to this version, as its administrator. */
export interface Provisioner {
  /**
   * New migrations, then every declared object. Safe to repeat.
   * @param deploy identifies the caller: two deploys at once would interfere
   * @throws WarehouseBusyError while another deploy does the same
   * @throws ConfigError when a released migration was edited, WarehouseError when a raw table's columns differ from the
   * declared ones
   */
  provision(place: MigrateInput['ResourceProperties'], deploy: string): Promise<MigrateResult>;
}
