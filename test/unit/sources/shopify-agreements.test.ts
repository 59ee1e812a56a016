import { expect, it } from 'vitest';
import { AGREEMENT, addAgreements } from '../../../lambdas/extractors/sources/shopify/completion/agreements.ts';

const ID = 'gid://shopify/Order/1';
const more = (from: number, to: number, of: number) => ({
  nodes: Array.from({ length: Math.min(to, of) - from }, (_, at) => ({ id: `gid://shopify/Sale/${from + at}` })),
  pageInfo: { hasNextPage: to < of, endCursor: String(to) },
});

/** Two agreements; the first brought so many lines into the order. */
const client = (sales: number) => ({
  query: async (document: string, { after, sales: from }: Record<string, unknown>) => {
    const alone = document === AGREEMENT;
    const at = Number(from ?? 0);
    const first = { id: 'gid://shopify/Agreement/1', sales: more(at, at + (alone ? 250 : 8), sales) };
    const second = { id: 'gid://shopify/Agreement/2', sales: more(0, 8, 1) };
    const pageInfo = { hasNextPage: alone && after === null, endCursor: '1' };
    const order = {
      id: ID,
      agreements: { nodes: alone ? [after === null ? first : second] : [first, second], pageInfo },
    };
    return alone ? { node: order } : { nodes: [order] };
  },
});

it.each([8, 9, 250, 251, 1203])('reads an agreement of %i sales whole', async (count) => {
  const order: Record<string, unknown> = { id: ID, edited: true };
  await addAgreements([order], client(count));
  const { nodes } = order.agreements as { nodes: { sales: { nodes: object[] } }[] };
  expect(nodes.map(({ sales }) => sales.nodes.length)).toEqual([count, 1]);
});
