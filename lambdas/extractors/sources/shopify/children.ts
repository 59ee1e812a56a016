// Connections inside a record: the nodes that came with it, and the remaining pages.
import { z } from 'zod';
import { SourceContractError } from '../../../contracts/errors.ts';

/** A vendor may repeat a page once or twice; more repeats mean that paging is broken. */
const STANDSTILL = 5;

export const PageInfo = z.looseObject({ hasNextPage: z.boolean(), endCursor: z.string().nullish() });
export const Connection = z.looseObject({ nodes: z.array(z.record(z.string(), z.unknown())), pageInfo: PageInfo });
export type Connection = z.infer<typeof Connection>;
export type Node = Record<string, unknown>;

/**
 * Every node of a connection once, in the order received: a repeated page adds nothing.
 * @param name for the errors
 * @param page returns the page after a cursor
 * @throws SourceContractError when the same page comes again and again
 */
export async function allNodes(
  name: string,
  first: Connection,
  page: (after: string) => Promise<Connection>,
): Promise<Node[]> {
  const all = [...first.nodes];
  const seen = new Set(all.map(({ id }) => id));
  let idle = 0;
  for (let after = nextOf(first.pageInfo, name); after !== undefined; ) {
    const { nodes, pageInfo } = await page(after);
    const fresh = nodes.filter(({ id }) => id === undefined || !seen.has(id));
    for (const node of fresh) seen.add(node.id);
    all.push(...fresh);
    idle = fresh.length > 0 ? 0 : idle + 1;
    if (idle === STANDSTILL)
      throw new SourceContractError(`shopify: '${name}' was answered ${STANDSTILL} times with a page that came before`);
    after = nextOf(pageInfo, name);
  }
  return all;
}

/** @throws SourceContractError when there is another page without a cursor */
export function nextOf({ hasNextPage, endCursor }: z.infer<typeof PageInfo>, name: string): string | undefined {
  if (!hasNextPage) return undefined;
  if (endCursor) return endCursor;
  throw new SourceContractError(`shopify: '${name}' has another page and no cursor to it`);
}
