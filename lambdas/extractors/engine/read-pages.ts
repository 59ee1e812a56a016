import { RateLimitedError, SourceContractError } from '../../contracts/errors.ts';
import type { Slice } from '../../contracts/ingest.ts';
import type { Deadline } from '../../ports/ports.ts';
import { isNearDeadline } from './deadline.ts';
import { DedupeWindow } from './dedupe-window.ts';
import type { SliceLanding } from './landing.ts';
import type { ExtractPorts } from './ports.ts';
import type { Position, Progress } from './progress.ts';
import { keyOf } from './record-key.ts';
import { nameOf } from './slice-id.ts';
import type { Page, PageToken, Stream } from './source.ts';

/** A vendor may repeat the previous page once or twice; more repeats mean that paging is broken. */
const STANDSTILL = 5;

/** A page, or why there is none, and when the vendor answered. */
interface Answer {
  readonly page: Page | Error;
  readonly at: number;
}

/**
 * Reads page after page; the next one is requested while a page is landed. Rows shift while a vendor pages, and a page
 * may come twice: the same version of a record lands once.
 * @returns where to resume when time ran out or the vendor asks to wait, undefined when everything was read
 * @throws SourceContractError when paging does not advance
 */
export async function readPages(
  slice: Slice,
  stream: Stream,
  { session, tokens, clock }: ExtractPorts,
  landing: SliceLanding,
  from: Progress,
  deadline: Deadline,
): Promise<Position | undefined> {
  const known = new DedupeWindow(from.recent, tokens);
  const positionAt = (token: string): Position => ({ token, skip: 0, recent: known.toTakeAlong() });
  const ask = async (token: PageToken | undefined): Promise<Answer> => {
    const page = await session.page(stream, slice, token).catch((error: unknown) => error as Error);
    return { page, at: clock.now() };
  };
  let standstill = 0;
  let again = 0;
  let token = from.token;
  for (let asked = ask(token); ; ) {
    const { page, at } = await asked;
    if (page instanceof RateLimitedError && token !== undefined && known.pages > 0)
      return { ...positionAt(token), closed: page };
    if (page instanceof Error) throw page;
    const keys = page.records.map((record) => keyOf(stream, record));
    const fresh = page.records.filter((_, place) => known.isNew(keys[place]));
    // Some cursors keep their name from page to page, so a standstill is a page without new records.
    const isStill = page.next === token && !fresh.some((record) => keyOf(stream, record) !== undefined);
    standstill = token !== undefined && isStill ? standstill + 1 : 0;
    if (standstill > STANDSTILL) {
      throw new SourceContractError(
        `${nameOf(slice)}: the same page came ${standstill} times in a row; paging does not move on`,
      );
    }
    // A page of known records only is the answer to an earlier request: with page numbers, request this one again.
    if (keys.length > 0 && fresh.length === 0 && token !== undefined && page.next !== token && again++ < STANDSTILL) {
      asked = ask(token);
      continue;
    }
    again = 0;
    const hasTime = !isNearDeadline(deadline);
    if (page.next !== undefined && hasTime) asked = ask(page.next);
    landing.answered(at);
    landing.turnPage(page);
    for (const record of fresh) {
      const busy = landing.add(record);
      if (busy) await busy;
    }
    known.turnPage(keys);
    if (page.next === undefined) return undefined;
    token = page.next;
    if (!hasTime) return positionAt(token);
  }
}
