// The connection of an answer, and its records.
import { z } from 'zod';
import { SourceContractError } from '../../../contracts/errors.ts';
import { Connection, type Node } from './children.ts';
import type { ListedStream } from './stream.ts';

/** Count of the listing; `precision` is `EXACT` or `AT_LEAST`. */
export const Count = z.looseObject({ count: z.number(), precision: z.string() });
const Records = z.looseObject({ nodes: z.array(z.record(z.string(), z.unknown())) });

/** The listing of an answer; empty for a shop without the surrounding object. */
export function listed(data: unknown, { root, within }: ListedStream): Connection {
  if (!within) return connectionIn(data, root);
  const around = (data as Record<string, unknown> | null | undefined)?.[within];
  if (around === null) return { nodes: [], pageInfo: { hasNextPage: false } };
  return connectionIn(around, root);
}

/** @throws SourceContractError when there is none */
export function connectionIn(data: unknown, field: string): Connection {
  const connection = Connection.safeParse((data as Record<string, unknown> | null | undefined)?.[field]);
  if (connection.success) return connection.data;
  throw new SourceContractError(`shopify: the answer has no connection '${field}' with nodes and pageInfo`);
}

/** The records are the nodes, the items of a list inside them, or the nodes of a connection inside them. */
export const recordsOf = (nodes: readonly Node[], { recordsIn, listIn }: ListedStream): readonly Node[] =>
  listIn
    ? nodes.flatMap((node) => node[listIn.list] as Node[])
    : recordsIn
      ? nodes.flatMap((node) => nodesOf(node[recordsIn]))
      : nodes;

export const nodesOf = (connection: unknown): Node[] => Records.parse(connection).nodes;
