import { MigrateInput, MigrateResult } from '../contracts/migrate.ts';
import { answerCloudFormation, type Made } from '../platform/custom-resource.ts';
import { defineHandler } from '../platform/define-handler.ts';
import type { Http } from '../ports/ports.ts';
import type { Provisioner } from '../ports/provisioner.ts';

interface MigratePorts {
  readonly http: Http;
  readonly provisioner: Provisioner;
}

/** Forward-only migrations, then every declared object. Safe to repeat. */
export const makeMigrateHandler = ({ http, provisioner }: MigratePorts) =>
  defineHandler({
    name: 'migrate',
    input: MigrateInput,
    output: MigrateResult,
    run: (event) => {
      const { database, phase } = event.ResourceProperties;
      return answerCloudFormation(event, `${database}-${phase}`, http, () => migrated(event, provisioner));
    },
  });

/** Deleting the resource leaves the warehouse as it is: data outlives stacks. */
async function migrated(event: MigrateInput, provisioner: Provisioner): Promise<Made<MigrateResult>> {
  if (event.RequestType === 'Delete') return { result: LEFT };
  const result = await provisioner.provision(event.ResourceProperties, event.RequestId);
  return {
    result,
    data: { StorageUserArn: result.storage_user_arn, StorageExternalId: result.storage_external_id },
  };
}

const LEFT: MigrateResult = {
  ...{ phase: 'delete', applied: [], newer: [], raw_tables: 0, storage_user_arn: '', storage_external_id: '' },
};
