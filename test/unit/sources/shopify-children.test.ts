import { describe, expect, it } from 'vitest';
import { SourceContractError } from '../../../lambdas/contracts/errors.ts';
import { allNodes, type Connection } from '../../../lambdas/extractors/sources/shopify/children.ts';

const page = (ids: readonly number[], endCursor?: string): Connection => ({
  nodes: ids.map((id) => ({ id: `gid://shopify/LineItem/${id}` })),
  pageInfo: { hasNextPage: endCursor !== undefined, endCursor },
});
const numbers = (nodes: readonly Record<string, unknown>[]) =>
  nodes.map(({ id }) => Number(String(id).split('/').at(-1)));

describe('all nodes of a connection', () => {
  it('are those that came along and those of the pages behind', async () => {
    const behind: Record<string, Connection> = { a: page([3, 4], 'b'), b: page([5]) };
    expect(numbers(await allNodes('lineItems', page([1, 2], 'a'), async (after) => behind[after]!))).toEqual([
      1, 2, 3, 4, 5,
    ]);
  });

  it('are there once when the vendor answers with the page before', async () => {
    let calls = 0;
    const answers = [page([3, 4], 'b'), page([3, 4], 'b'), page([5])];
    expect(numbers(await allNodes('lineItems', page([1, 2], 'a'), async () => answers[calls++]!))).toEqual([
      1, 2, 3, 4, 5,
    ]);
  });

  it('are an error when the same page comes for ever', async () => {
    await expect(allNodes('lineItems', page([1], 'a'), async () => page([1], 'a'))).rejects.toThrow(
      new SourceContractError("shopify: 'lineItems' was answered 5 times with a page that came before"),
    );
  });

  it('are an error when there is more and no cursor to it', async () => {
    const first = { ...page([1]), pageInfo: { hasNextPage: true, endCursor: null } };
    await expect(allNodes('lineItems', first, async () => page([]))).rejects.toThrow(
      /another page and no cursor to it/,
    );
  });
});
