// Remaining pages of the connections inside a record.
import { z } from 'zod';
import type { Asking } from './affordable.ts';
import { byNumber } from './bulk.ts';
import { allNodes, Connection, type Node } from './children.ts';
import { connectionIn } from './listing.ts';
import { childrenQuery } from './queries.ts';
import type { Connections } from './stream.ts';

/** Children drained at a time. */
export const CHILDREN = 100;

/** The answer to a query by id. */
export const NodeAnswer = z.object({ node: z.unknown() });

/**
 * Drains connections that did not fit into the page, and leaves `{ nodes }` in the order of ids, as in a record of the
 * bulk export.
 */
export async function drain(nested: Connections, node: Node, { client, affordable }: Asking): Promise<void> {
  for (const [field, { selection }] of Object.entries(nested)) {
    const { id } = node;
    const all = await allNodes(field, Connection.parse(node[field]), async (after) => {
      const document = childrenQuery(typeOf(id), field, selection);
      const data = await affordable.ask(`children ${field}`, CHILDREN, (first) =>
        client.query(document, { id, first, after }),
      );
      return connectionIn(NodeAnswer.parse(data).node, field);
    });
    node[field] = { nodes: all.sort(byNumber) };
  }
}

/** `Order` of `gid://shopify/Order/1`. */
const typeOf = (gid: unknown): string => String(gid).split('/')[3] ?? '';
