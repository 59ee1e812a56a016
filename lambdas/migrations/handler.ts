import { MigrateInput, MigrateResult } from '../contracts/migrate.ts';
import { defineHandler } from '../platform/define-handler.ts';
import type { Warehouse } from '../ports/warehouse.ts';

export interface MigratePorts {
  readonly warehouse: Warehouse;
  /** Streams of the sources in use. */
  readonly streams: (sources: readonly string[]) => readonly { source: string; stream: string }[];
}

/** Forward-only migrations, then one raw table a stream. Safe to repeat. */
export const makeMigrateHandler = ({ warehouse, streams }: MigratePorts) =>
  defineHandler({
    name: 'migrate',
    input: MigrateInput,
    output: MigrateResult,
    run: async ({ sources }) => {
      const tables = streams(sources);
      await warehouse.migrate(tables);
      return { raw_tables: tables.length };
    },
  });
