// Enough of Snowflake's wire protocol for the driver to sign in with a key pair and run statements. It executes nothing:
// `answer` says what each statement gives, and every statement is kept for the test to read.
import { createHash, createPublicKey, generateKeyPairSync, randomUUID, verify } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';

export interface Answer {
  readonly columns: readonly { readonly name: string; readonly type: string; readonly scale?: number }[];
  readonly rows: readonly (readonly (string | null)[])[];
}

interface Statement {
  readonly sql: string;
  readonly binds: unknown;
}

const NOTHING: Answer = { columns: [{ name: 'status', type: 'text' }], rows: [['done']] };
const ACCOUNT = 'TESTORG-TESTACCOUNT';
const USER = 'LOADER';

const keys = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

/** Signed by the pair, issued by the key's fingerprint for this user, not expired. */
function isValid(token: string): boolean {
  const [head, body, signature] = token.split('.');
  const signed = verify(
    'RSA-SHA256',
    Buffer.from(`${head}.${body}`),
    keys.publicKey,
    Buffer.from(signature ?? '', 'base64url'),
  );
  const claims = JSON.parse(Buffer.from(body ?? '', 'base64url').toString()) as {
    iss: string;
    sub: string;
    exp: number;
  };
  const der = createPublicKey(keys.publicKey).export({ type: 'spki', format: 'der' });
  const fingerprint = createHash('sha256').update(der).digest('base64');
  const qualified = `${ACCOUNT}.${USER}`;
  return (
    signed &&
    claims.sub === qualified &&
    claims.iss === `${qualified}.SHA256:${fingerprint}` &&
    claims.exp * 1000 > Date.now()
  );
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const bytes = Buffer.concat(chunks);
  const text = request.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes;
  return text.length === 0 ? {} : (JSON.parse(text.toString()) as Record<string, unknown>);
}

export async function snowflakeServer(
  answer: (
    sql: string,
    binds: unknown,
  ) => Answer | { readonly error: string; readonly code: string } | { readonly body: object } | undefined,
) {
  const statements: Statement[] = [];
  const server = createServer(async (request, response) => {
    const send = (value: unknown) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(value));
    };
    const body = await bodyOf(request);
    if (request.url?.startsWith('/session/v1/login-request')) {
      const { TOKEN, AUTHENTICATOR } = body.data as { TOKEN: string; AUTHENTICATOR: string };
      if (AUTHENTICATOR !== 'SNOWFLAKE_JWT' || !isValid(TOKEN))
        return send({ success: false, code: '390144', message: 'JWT token is invalid.', data: null });
      return send({
        success: true,
        data: {
          token: 'session',
          masterToken: 'master',
          validityInSeconds: 3600,
          masterValidityInSeconds: 14_400,
          parameters: [],
          sessionInfo: {},
        },
      });
    }
    if (!request.url?.startsWith('/queries/v1/query-request')) return send({ success: true, data: {} });
    if (request.headers.authorization !== 'Snowflake Token="session"')
      return send({ success: false, code: '390104', message: 'no session' });
    const sql = String(body.sqlText);
    statements.push({ sql, binds: body.bindings });
    const given = answer(sql, body.bindings) ?? NOTHING;
    if ('body' in given) return send(given.body);
    if ('error' in given)
      return send({
        success: false,
        code: given.code,
        message: given.error,
        data: { errorCode: given.code, sqlState: '42000', queryId: randomUUID() },
      });
    send({
      success: true,
      data: {
        queryId: randomUUID(),
        queryResultFormat: 'json',
        parameters: [],
        rowtype: given.columns.map(({ name, type, scale = 0 }) => ({
          name,
          type,
          scale,
          precision: 38,
          nullable: true,
          length: 100,
          byteLength: 100,
        })),
        rowset: given.rows,
        total: given.rows.length,
        returned: given.rows.length,
        finalDatabaseName: 'RETAILPULSE',
      },
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    statements,
    options: {
      account: ACCOUNT,
      user: USER,
      role: 'TRANSFORMER',
      warehouse: 'TRANSFORM',
      database: 'retailpulse',
      privateKey: keys.privateKey,
      accessUrl: `http://127.0.0.1:${port}`,
    },
    close: () =>
      new Promise<void>((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}
