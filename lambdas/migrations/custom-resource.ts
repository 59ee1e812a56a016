import type { MigrateInput, MigrateResult } from '../contracts/migrate.ts';
import type { Http } from '../ports/ports.ts';

/** CloudFormation cuts a longer reason. */
const REASON_CHARACTERS = 900;

/**
 * Does what CloudFormation asks and tells it how it went. A failure is told too, or the deploy would wait an hour for it.
 * Deleting the resource leaves the warehouse as it is: data outlives stacks.
 * @throws what the work threw, after telling
 */
export async function answerCloudFormation(
  event: MigrateInput,
  http: Http,
  work: () => Promise<MigrateResult>,
): Promise<MigrateResult> {
  const tell = async (answer: Record<string, unknown>) => {
    const body = JSON.stringify({
      StackId: event.StackId,
      RequestId: event.RequestId,
      LogicalResourceId: event.LogicalResourceId,
      PhysicalResourceId:
        event.PhysicalResourceId ?? `${event.ResourceProperties.database}-${event.ResourceProperties.phase}`,
      ...answer,
    });
    await http({ method: 'PUT', url: event.ResponseURL, headers: { 'content-type': '' }, body, timeoutMs: 30_000 });
  };
  if (event.RequestType === 'Delete') {
    await tell({ Status: 'SUCCESS' });
    return { phase: 'delete', applied: [], newer: [], raw_tables: 0, storage_user_arn: '', storage_external_id: '' };
  }
  try {
    const result = await work();
    await tell({
      Status: 'SUCCESS',
      Data: { StorageUserArn: result.storage_user_arn, StorageExternalId: result.storage_external_id },
    });
    return result;
  } catch (error) {
    await tell({ Status: 'FAILED', Reason: String(error).slice(0, REASON_CHARACTERS) });
    throw error;
  }
}
