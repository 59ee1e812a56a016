import { MigrateInput, MigrateResult } from '../contracts/migrate.ts';
import { defineHandler } from '../platform/define-handler.ts';
import type { Http } from '../ports/ports.ts';
import { answerCloudFormation } from './custom-resource.ts';
import { type MigratePorts, migrateWarehouse } from './migrate-warehouse.ts';

/** Forward-only migrations, then every object that is declared. Safe to repeat. */
export const makeMigrateHandler = ({ http, ...ports }: MigratePorts & { readonly http: Http }) =>
  defineHandler({
    name: 'migrate',
    input: MigrateInput,
    output: MigrateResult,
    run: (event) => answerCloudFormation(event, http, () => migrateWarehouse(event, ports)),
  });
