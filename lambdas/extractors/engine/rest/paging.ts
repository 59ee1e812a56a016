import { SourceContractError } from '../../../contracts/errors.ts';
import type { Paging } from './declare.ts';
import { type Answer, find, type Place, withAt } from './place.ts';

/** A request before it is sent. */
export interface Ask {
  readonly url: URL;
  readonly body: unknown;
}

const put = (ask: Ask, name: string, value: string | number): Ask => {
  if (name.startsWith('$')) return { ...ask, body: withAt(ask.body, name, value) };
  ask.url.searchParams.set(name, String(value));
  return ask;
};

/** The request for the page at `token`; for the first page without one. */
export function askFor(paging: Paging, ask: Ask, token: string | undefined): Ask {
  const sized = paging.kind !== 'single' && paging.size ? put(ask, ...paging.size) : ask;
  switch (paging.kind) {
    case 'single':
      return sized;
    case 'token':
      return token === undefined ? sized : put(sized, paging.as, token);
    case 'link':
      return token === undefined ? sized : { ...sized, url: followed(token, sized.url) };
    case 'offset':
      return put(sized, paging.as, token === undefined ? 0 : Number(token));
    case 'pages':
      return put(sized, paging.as, token === undefined ? 1 : Number(token));
  }
}

/**
 * The token of the next page; undefined after the last one.
 * @param records how many the answer held
 */
export function nextOf(paging: Paging, answer: Answer, token: string | undefined, records: number): string | undefined {
  switch (paging.kind) {
    case 'single':
      return undefined;
    case 'token':
    case 'link': {
      if (paging.more !== undefined && find(answer, paging.more) !== true) return undefined;
      const found =
        paging.kind === 'link' && isHeader(paging.from) ? nextLink(answer, paging.from) : find(answer, paging.from);
      return found === undefined || found === null || found === '' || found === false ? undefined : String(found);
    }
    case 'offset': {
      const passed = paging.of === undefined ? records : lengthAt(answer, paging.of);
      const done = Number(token ?? 0) + passed;
      return isLast(paging, answer, done, passed)
        ? undefined
        : String(done - Math.floor(passed * (paging.overlap ?? 0)));
    }
    case 'pages': {
      const page = Number(token ?? 1);
      return isLast(paging, answer, page * paging.size[1], records) ? undefined : String(page + 1);
    }
  }
}

const isLast = (
  paging: Paging & { kind: 'offset' | 'pages' },
  answer: Answer,
  done: number,
  passed: number,
): boolean =>
  paging.total === undefined ? passed < paging.size[1] : done >= totalOf(answer, paging.total) || passed === 0;

/** @throws SourceContractError when there is no list */
function lengthAt(answer: Answer, path: string): number {
  const list = find(answer, path);
  if (Array.isArray(list)) return list.length;
  throw new SourceContractError(`an answer has no list at ${path}, in which its offset counts`);
}

/** @throws SourceContractError when the vendor's total is not a number */
export function totalOf(answer: Answer, place: Place): number {
  const found = find(answer, place);
  const total = typeof found === 'string' ? Number(found) : found;
  if (typeof total === 'number' && Number.isInteger(total) && total >= 0) return total;
  throw new SourceContractError(
    `an answer has no total at ${typeof place === 'string' ? place : `header ${place.header}`} (saw: ${found === null ? 'null' : typeof found})`,
  );
}

/** The link's path and query at our own host: a link must not send a credential elsewhere. */
function followed(link: string, from: URL): URL {
  const { pathname, search } = new URL(link, from);
  return new URL(pathname + search, from.origin);
}

const isHeader = (place: unknown): place is { header: string } => typeof place === 'object';

/** `<https://…?page=2>; rel="next"`. @see https://www.rfc-editor.org/rfc/rfc8288 */
function nextLink(answer: Answer, { header }: { header: string }): string | undefined {
  for (const [, link, parameters = ''] of (answer.header(header) ?? '').matchAll(/<([^<>]+)>([^<]*)/g))
    if (/;\s?rel="?next\b/i.test(parameters)) return link;
  return undefined;
}
