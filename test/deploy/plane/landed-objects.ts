// A bucket and a topic, as little of them as Snowpipe's imitation needs: objects to fetch, and somebody to tell of them.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

interface LandedObjects {
  /** The endpoint of S3 and SNS. */
  readonly url: string;
  put(key: string, bytes: Buffer): void;
  close(): Promise<void>;
}

const SUBSCRIBED =
  '<SubscribeResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><SubscribeResult><SubscriptionArn>pending confirmation</SubscriptionArn></SubscribeResult></SubscribeResponse>';

export async function landedObjects(): Promise<LandedObjects> {
  const objects = new Map<string, Buffer>();
  const server = createServer((request, response) => {
    request.resume();
    if (request.method === 'POST') return response.writeHead(200, { 'content-type': 'text/xml' }).end(SUBSCRIBED);
    // `/<bucket>/<key>`
    const object = objects.get(decodeURIComponent(request.url!.split('/').slice(2).join('/')));
    return object ? response.end(object) : response.writeHead(404).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    put: (key, bytes) => objects.set(key, bytes),
    close: () =>
      new Promise<void>((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
