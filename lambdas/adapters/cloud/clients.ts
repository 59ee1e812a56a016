import { appendFileSync } from 'node:fs';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { RecordingEnv } from '../../contracts/environment.ts';
import { readEnv } from '../../platform/env.ts';

/** A recorded call: which function of ours asked which service for what. */
export interface RecordedCall {
  readonly function: string;
  /** `S3Client` … */
  readonly client: string;
  /** `GetObjectCommand` … */
  readonly command: string;
  /** Bucket and key, secret, topic or queue. */
  readonly on: string;
}

interface Recordable {
  readonly middlewareStack: {
    add(middleware: Middleware, options: { step: 'initialize'; name: string }): void;
  };
}
type Next = (given: { input: object }) => Promise<unknown>;
type Middleware = (next: Next, context: { clientName?: string; commandName?: string }) => Next;

const recording = readEnv(RecordingEnv);

/**
 * Writes every call to a file when the deployment test asks for it: the test compares IAM roles with the calls handlers
 * really make.
 */
function recorded<T>(client: T): T {
  const { RECORD_CALLS_TO: file, AWS_LAMBDA_FUNCTION_NAME: name } = recording;
  if (file === undefined) return client;
  const record: Middleware = (next, context) => (given) => {
    const { Bucket, Key, Prefix, SecretId, TopicArn, QueueUrl } = given.input as Record<string, string | undefined>;
    const on = Bucket === undefined ? (SecretId ?? TopicArn ?? QueueUrl ?? '') : `${Bucket}/${Key ?? Prefix ?? ''}`;
    const call = { function: name, client: context.clientName, command: context.commandName, on };
    appendFileSync(file, `${JSON.stringify(call)}\n`);
    return next(given);
  };
  (client as Recordable).middlewareStack.add(record, { step: 'initialize', name: 'recordCalls' });
  return client;
}

/** Clients that use the function's own role. */
export const s3Client = () => recorded(new S3Client());
export const secretsManagerClient = () => recorded(new SecretsManagerClient());
export const snsClient = () => recorded(new SNSClient());
export const sqsClient = () => recorded(new SQSClient());
