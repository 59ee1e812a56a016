// A vendor that means harm, or is broken in the worst way: it stands before a twin and repeats whatever it is told.
import { createServer } from 'node:http';
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
    headers: { 'x-note': CANARIES.header },
    answer: (request, body, response) => {
      const trick = /oauth|token/.test(request.url ?? '') ? undefined : TRICKS[asked++ % TRICKS.length];
      if (trick === undefined) return false;
      const headers = { 'content-type': 'application/json', 'x-note': CANARIES.header };
      const echo = JSON.stringify({
        error: { message: `${CANARIES.body} ${JSON.stringify(request.headers)} ${body}` },
      });
      if (trick === 'refuse') response.writeHead(asked % 2 ? 400 : 422, headers).end(echo);
      else if (trick === 'redirect')
        response.writeHead(302, { ...headers, location: `${foreign}${request.url}&who=${CANARIES.body}` }).end(echo);
      else response.writeHead(200, headers).end(`<p>${echo}`);
      return true;
    },
    rewrite: (text) => poisoned(asked % 5 === 0 ? text.replaceAll(vendor.url, foreign) : text),
  });
  return vendor;
}

/** Undeclared fields in every object that has an id: a key, texts and a number that are somebody's. */
const poisoned = (text: string): string =>
  text.replaceAll(
    /\{"(?=(?:id|entity_id|email|node)":)/g,
    () =>
      `{"${CANARIES.key}":1,"zq_note":"${CANARIES.value}","zq_cell":${CANARIES.number},"zq_deep":{"${CANARIES.key}":{"at":"${CANARIES.body}"}},"`,
  );
