// Stands between the driver and a server that speaks Snowflake's protocol, and keeps what is said.
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type Answer, comparable, DATABASE, type Exchange, hashOf } from './recorded-session.ts';

type Heard = Omit<Exchange, 'answer'> & { readonly answer: Answer };

interface Recorder {
  readonly url: string;
  /** @param database what it is called in this run */
  heard(database: string): Heard[];
  close(): Promise<void>;
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

export async function recordTo(target: string): Promise<Recorder> {
  const heard: Heard[] = [];
  const server = createServer(async (request, response) => {
    const body = await bytesOf(request);
    const { host: _, 'content-length': __, ...headers } = request.headers;
    const answer = await fetch(`${target}${request.url}`, {
      method: request.method!,
      headers: headers as Record<string, string>,
      ...(body.length > 0 ? { body: new Uint8Array(body) } : {}),
    });
    const text = await answer.text();
    if (request.url?.startsWith('/queries/v1/query-request')) {
      const asked = JSON.parse(
        (request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString(),
      ) as { sqlText: string; bindings?: unknown };
      const binds = hashOf(asked.bindings);
      heard.push({
        ...{ sql: comparable(asked.sqlText), answer: withFiles(JSON.parse(text) as Answer, asked.sqlText) },
        ...(binds ? { binds } : {}),
      });
    }
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(text);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard: (database) => {
      const text = JSON.stringify(heard)
        .replaceAll(database, DATABASE)
        .replaceAll(database.toUpperCase(), DATABASE.toUpperCase());
      return JSON.parse(text) as Heard[];
    },
    close: () =>
      new Promise<void>((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

type SentColumn = Readonly<Record<'name' | 'type' | 'nullable' | 'scale' | 'precision', unknown>>;
/** What the driver looks at. */
const shortened = ({ name, type, nullable, scale, precision }: SentColumn) => ({
  name,
  type,
  nullable,
  scale,
  precision,
});

/** What a `get` is answered names files of this machine, which are not there when it is played again. */
function withFiles({ success, code, message, data }: Answer, sql: string): Answer {
  const { queryId: _, parameters, rowtype, ...rest } = data;
  const said = {
    ...rest,
    ...(rowtype ? { rowtype: (rowtype as SentColumn[]).map(shortened) } : {}),
    // Said again with every answer.
    ...(/^\s*alter session/i.test(sql) ? { parameters } : {}),
  };
  const answer = { success, ...(code ? { code, message: message! } : {}), data: said };
  if (rest.command !== 'DOWNLOAD') return answer;
  const { stageInfo, src_locations } = rest as unknown as { stageInfo: { location: string }; src_locations: string[] };
  const files = src_locations.map((name) => [name, readFileSync(join(stageInfo.location, name)).toString('base64')]);
  const place = { localLocation: '', stageInfo: { ...stageInfo, location: '' } };
  return { ...answer, data: { ...said, ...place }, files: Object.fromEntries(files) as Record<string, string> };
}
