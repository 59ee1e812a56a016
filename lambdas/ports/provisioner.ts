import type { MigrateInput, MigrateResult } from '../contracts/migrate.ts';

/** Brings the warehouse of an account to this version, as its administrator. */
export interface Provisioner {
  /**
   * Migrations that are new, then every object that is declared. Safe to repeat.
   * @param deploy names who does it: two at once would disturb each other
   * @throws WarehouseBusyError while another deploy does the same
   * @throws ConfigError when a released migration was edited, WarehouseError when a raw table has other columns than declared
   */
  provision(place: MigrateInput['ResourceProperties'], deploy: string): Promise<MigrateResult>;
}
