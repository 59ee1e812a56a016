import { createHash, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

interface Asked {
  readonly MessageBody?: string;
  readonly MaxNumberOfMessages?: number;
  readonly ReceiptHandle?: string;
}

const md5 = (text: string) => createHash('md5').update(text).digest('hex');

/** The part of SQS's wire our adapter uses, with a visibility time of `hiddenMs`; ten messages a call at most. */
export async function startSqs(hiddenMs: number): Promise<{ endpoint: string; queueUrl: string }> {
  const messages = new Map<string, { body: string; visibleAt: number; receipt: string }>();
  const actions: Readonly<Record<string, (asked: Asked) => object | undefined>> = {
    SendMessage: ({ MessageBody = '' }) => {
      const MessageId = randomUUID();
      messages.set(MessageId, { body: MessageBody, visibleAt: 0, receipt: '' });
      return { MessageId, MD5OfMessageBody: md5(MessageBody) };
    },
    ReceiveMessage: ({ MaxNumberOfMessages = 1 }) => {
      if (MaxNumberOfMessages < 1 || MaxNumberOfMessages > 10) return undefined;
      const now = performance.now();
      const visible = [...messages].filter(([, { visibleAt }]) => visibleAt <= now).slice(0, MaxNumberOfMessages);
      return {
        Messages: visible.map(([MessageId, message]) => {
          Object.assign(message, { visibleAt: now + hiddenMs, receipt: randomUUID() });
          const { body, receipt } = message;
          return { MessageId, Body: body, MD5OfBody: md5(body), ReceiptHandle: receipt };
        }),
      };
    },
    DeleteMessage: ({ ReceiptHandle }) => {
      for (const [id, { receipt }] of messages) if (receipt === ReceiptHandle) messages.delete(id);
      return {};
    },
  };
  const server = createServer(async (request, response) => {
    const action = String(request.headers['x-amz-target']).split('.')[1] ?? '';
    const answer = actions[action]?.((await json(request)) as Asked);
    const headers = { 'content-type': 'application/x-amz-json-1.0' };
    response.writeHead(answer ? 200 : 400, headers).end(JSON.stringify(answer ?? { __type: 'InvalidParameterValue' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { endpoint, queueUrl: `${endpoint}/000000000000/failed-slices` };
}
