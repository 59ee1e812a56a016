// Codes of discounts, up to millions for one: pages walk the discounts and, inside each, its codes; at most one page is
// held.
import { z } from 'zod';
import { SeenKeys } from '../../engine/seen-keys.ts';
import type { Page, PageToken } from '../../engine/source.ts';
import type { Asking } from './affordable.ts';
import { type Connection, type Node, nextOf } from './children.ts';
import { Count, connectionIn } from './listing.ts';

/** Discounts per page, with the first codes of each: most have one. */
const DISCOUNTS = 25;
const FIRST_CODES = 10;
/** Codes of one discount per page, and discounts when only counts are requested: what one call can pay for. */
const AT_ONCE = 250;

const PAGE_INFO = 'pageInfo { hasNextPage endCursor }';
const KINDS = ['DiscountCodeApp', 'DiscountCodeBasic', 'DiscountCodeBxgy', 'DiscountCodeFreeShipping'];
const ofEveryKind = (selection: string) => KINDS.map((kind) => `... on ${kind} { ${selection} }`).join(' ');
const codes = (args: string) =>
  `updatedAt codes(${args}, sortKey: ID) { nodes { id code asyncUsageCount createdBy { id title } } ${PAGE_INFO} }`;
const discounts = (selection: string) =>
  `codeDiscountNodes(first: $first, after: $after, sortKey: ID) {
    nodes { id codeDiscount { ${ofEveryKind(selection)} } } ${PAGE_INFO}
  }`;

/** Discounts and their first codes; variables `first`, `after`, `codes`. */
export const CODES = `query Codes($first: Int!, $after: String, $codes: Int!) { ${discounts(codes('first: $codes'))} }`;

/** More codes of one discount; variables `id`, `first`, `after`. */
const MORE_CODES = `query MoreCodes($id: ID!, $first: Int!, $after: String!) {
  codeDiscountNode(id: $id) { id codeDiscount { ${ofEveryKind(codes('first: $first, after: $after'))} } }
}`;

/** How many codes each discount has; variables `first`, `after`. */
const CODES_COUNTS = `query CodesCounts($first: Int!, $after: String) {
  ${discounts('codesCount { count precision }')}
}`;

/** Discounts whose codes continue after the page, and the cursor to the next discounts; without either all was read. */
const Place = z.strictObject({
  open: z.array(z.strictObject({ id: z.string(), after: z.string() })),
  behind: z.string().optional(),
});
type Place = z.infer<typeof Place>;

const Discount = z.looseObject({
  id: z.string(),
  codeDiscount: z.looseObject({ updatedAt: z.string().optional(), codesCount: Count.nullish() }),
});
const Answer = z.looseObject({ codeDiscountNode: Discount.nullish() });

/**
 * The codes at a position, each with its discount. A discount deleted meanwhile has none left.
 * @throws SourceContractError when an answer lacks the requested codes
 */
export async function codesPage(token: PageToken | undefined, { client, affordable }: Asking): Promise<Page> {
  const place = token === undefined ? { open: [] } : Place.parse(JSON.parse(token));
  const [current, ...others] = place.open;
  if (current) {
    const data = await affordable.ask('more codes', AT_ONCE, (first) =>
      client.query(MORE_CODES, { ...current, first }),
    );
    const { codeDiscountNode } = Answer.parse(data);
    const found = codeDiscountNode ? inside(codeDiscountNode) : undefined;
    return { records: found?.records ?? [], next: tokenOf({ ...place, open: [...(found?.open ?? []), ...others] }) };
  }
  const data = await affordable.ask('codes', DISCOUNTS, (first) =>
    client.query(CODES, { first, after: place.behind ?? null, codes: FIRST_CODES }),
  );
  const { nodes, pageInfo } = connectionIn(data, 'codeDiscountNodes');
  const found = nodes.map(inside);
  const behind = nextOf(pageInfo, 'codeDiscountNodes');
  const open = found.flatMap((one) => one.open);
  return { records: found.flatMap(({ records }) => records), next: tokenOf({ open, ...(behind ? { behind } : {}) }) };
}

const tokenOf = (place: Place): PageToken | undefined =>
  place.open.length > 0 || place.behind !== undefined ? JSON.stringify(place) : undefined;

interface Inside {
  readonly records: readonly Node[];
  readonly open: Place['open'];
}

function inside(node: unknown): Inside {
  const { id, codeDiscount } = Discount.parse(node);
  const { nodes, pageInfo }: Connection = connectionIn(codeDiscount, 'codes');
  const after = nextOf(pageInfo, 'codes');
  return {
    records: nodes.map((code) => ({ ...code, discount: { id, updatedAt: codeDiscount.updatedAt } })),
    open: after === undefined ? [] : [{ id, after }],
  };
}

/** Codes of all discounts by the vendor's own counts; null when one count is not exact. */
export async function countCodes({ client, affordable }: Asking): Promise<number | null> {
  const seen = new SeenKeys();
  let total = 0;
  for (let after: string | undefined; ; ) {
    const data = await affordable.ask('code counts', AT_ONCE, (first) =>
      client.query(CODES_COUNTS, { first, after: after ?? null }),
    );
    const { nodes, pageInfo } = connectionIn(data, 'codeDiscountNodes');
    for (const node of nodes) {
      const { id, codeDiscount } = Discount.parse(node);
      if (codeDiscount.codesCount?.precision !== 'EXACT') return null;
      if (seen.add(id)) total += codeDiscount.codesCount.count;
    }
    after = nextOf(pageInfo, 'codeDiscountNodes');
    if (after === undefined) return total;
  }
}
