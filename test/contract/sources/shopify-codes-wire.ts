// Plays discounts with codes: two discounts a page and one code of each, so that pages end inside a discount as well.
import type { Body } from './wire.ts';

const DISCOUNTS = 2;
const CODES = 1;

const codesOf = ({ id, codeDiscount }: Body): Body[] =>
  codeDiscount.codes.nodes.map((code: Body) => ({ ...code, discount: { id, updatedAt: codeDiscount.updatedAt } }));

/** The records of an answer, as the stream lands them. */
export const codesIn = ({ codeDiscountNodes, codeDiscountNode }: Body): Body[] =>
  (codeDiscountNodes?.nodes ?? [codeDiscountNode]).flatMap(codesOf);

const pageOf = (all: readonly Body[], size: number, after: unknown) => {
  const begin = Number(after ?? 0);
  const pageInfo = { hasNextPage: begin + size < all.length, endCursor: String(begin + size) };
  return { nodes: all.slice(begin, begin + size), pageInfo };
};

const discountOf = (id: string, records: readonly Body[], after: unknown): Body => ({
  id,
  codeDiscount: {
    updatedAt: records[0].discount.updatedAt,
    codes: pageOf(
      records.map(({ discount: _, ...code }) => code),
      CODES,
      after,
    ),
  },
});

/** @param counted what the vendor counts, when that is not what it has */
export function answerOfCodes(
  name: string,
  variables: Record<string, unknown>,
  records: readonly Body[],
  counted: readonly Body[],
): Body {
  const byDiscount = (all: readonly Body[]) => [...Map.groupBy(all, ({ discount }) => discount.id)];
  if (name === 'MoreCodes') {
    const [found] = byDiscount(records).filter(([id]) => id === variables.id);
    return { codeDiscountNode: found ? discountOf(...found, variables.after) : null };
  }
  if (name === 'Codes') {
    const discounts = byDiscount(records).map((one) => discountOf(...one, null));
    return { codeDiscountNodes: pageOf(discounts, DISCOUNTS, variables.after) };
  }
  const counts = byDiscount(counted).map(([id, { length: count }]) => ({
    id,
    codeDiscount: { codesCount: { count, precision: 'EXACT' } },
  }));
  return { codeDiscountNodes: { nodes: counts, pageInfo: { hasNextPage: false, endCursor: null } } };
}
