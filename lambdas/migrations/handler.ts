import { MigrateInput, MigrateResult } from '../contracts/migrate.ts';
import { answerCloudFormation, type Made } from '../platform/custom-resource.ts';
import { defineHandler } from '../platform/define-handler.ts';
import type { Http } from '../ports/ports.ts';
import { type MigratePorts, migrateWarehouse } from './migrate-warehouse.ts';

/** Forward-only migrations, then every object that is declared. Safe to repeat. */
export const makeMigrateHandler = ({ http, ...ports }: MigratePorts & { readonly http: Http }) =>
  defineHandler({
    name: 'migrate',
    input: MigrateInput,
    output: MigrateResult,
    run: (event) => {
      const { database, phase } = event.ResourceProperties;
      return answerCloudFormation(event, `${database}-${phase}`, http, () => migrated(event, ports));
    },
  });

/** Deleting the resource leaves the warehouse as it is: data outlives stacks. */
async function migrated(event: MigrateInput, ports: MigratePorts): Promise<Made<MigrateResult>> {
  if (event.RequestType === 'Delete') return { result: LEFT };
  const result = await migrateWarehouse(event, ports);
  return {
    result,
    data: { StorageUserArn: result.storage_user_arn, StorageExternalId: result.storage_external_id },
  };
}

const LEFT: MigrateResult = {
  ...{ phase: 'delete', applied: [], newer: [], raw_tables: 0, storage_user_arn: '', storage_external_id: '' },
};
