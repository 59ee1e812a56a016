import { expect, it } from 'vitest';
import { answerCloudFormation } from '../../../lambdas/platform/custom-resource.ts';
import type { HttpRequest } from '../../../lambdas/ports/ports.ts';

const event = {
  RequestType: 'Create' as const,
  ...{ ResponseURL: 'https://cloudformation.example/answer', StackId: 'stack' },
  ...{ RequestId: 'deploy-1', LogicalResourceId: 'App' },
};

const told: HttpRequest[] = [];
const http = async (request: HttpRequest) => {
  told.push(request);
  return { status: 200, header: () => undefined, text: async () => '', chunks: async function* () {} };
};
const answered = () => JSON.parse(told.pop()?.body ?? '{}') as Record<string, unknown>;

it('tells CloudFormation of a failure too, or the deploy would wait for it', async () => {
  const work = async () => Promise.reject(new Error('no such bucket'));
  await expect(answerCloudFormation(event, 'site', http, work)).rejects.toThrow('no such bucket');
  expect(answered()).toMatchObject({ Status: 'FAILED', Reason: 'Error: no such bucket', RequestId: 'deploy-1' });
});

it('keeps the name a resource has: another one would make CloudFormation delete it', async () => {
  const work = async () => ({ result: 3, data: { Arn: 'a' } });
  expect(await answerCloudFormation(event, 'site', http, work)).toBe(3);
  expect(answered()).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: 'site', Data: { Arn: 'a' } });
  await answerCloudFormation({ ...event, PhysicalResourceId: 'old' }, 'site', http, work);
  expect(answered()).toMatchObject({ PhysicalResourceId: 'old' });
});
