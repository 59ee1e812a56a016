import type { CustomResourceInput } from '../contracts/custom-resource.ts';
import type { Http } from '../ports/ports.ts';

/** CloudFormation truncates a longer reason. */
const REASON_CHARACTERS = 900;

/** The resource after the operation: its name, and the attributes templates may read. */
export interface Made<T> {
  readonly result: T;
  readonly data?: Readonly<Record<string, string>>;
}

/**
 * Performs a CloudFormation request and reports the result. Failures are reported too, otherwise the deploy would wait
 * an hour.
 * @param name of the resource, unless it has one
 * @throws the error of the operation, after reporting it
 */
export async function answerCloudFormation<T>(
  event: CustomResourceInput,
  name: string,
  http: Http,
  work: () => Promise<Made<T>>,
): Promise<T> {
  const tell = async (answer: Record<string, unknown>) => {
    const body = JSON.stringify({
      StackId: event.StackId,
      RequestId: event.RequestId,
      LogicalResourceId: event.LogicalResourceId,
      PhysicalResourceId: event.PhysicalResourceId ?? name,
      ...answer,
    });
    await http({ method: 'PUT', url: event.ResponseURL, headers: { 'content-type': '' }, body, timeoutMs: 30_000 });
  };
  try {
    const { result, data } = await work();
    await tell({ Status: 'SUCCESS', ...(data && { Data: data }) });
    return result;
  } catch (error) {
    await tell({ Status: 'FAILED', Reason: String(error).slice(0, REASON_CHARACTERS) });
    throw error;
  }
}
