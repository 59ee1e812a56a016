import type { CustomResourceInput } from '../contracts/custom-resource.ts';
import type { Http } from '../ports/ports.ts';

/** CloudFormation cuts a longer reason. */
const REASON_CHARACTERS = 900;

/** What a resource is after the work: its name, and what templates may ask of it. */
export interface Made<T> {
  readonly result: T;
  readonly data?: Readonly<Record<string, string>>;
}

/**
 * Does what CloudFormation asks and tells it how it went. A failure is told too, or the deploy would wait an hour for it.
 * @param name of the resource, unless it has one
 * @throws what the work threw, after telling
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
