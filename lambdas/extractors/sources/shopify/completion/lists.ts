// Lists of an order that have no pages, checked against the counts beside them.
import { z } from 'zod';
import { CompletenessError } from '../../../../contracts/errors.ts';
import { compileCheck } from '../../../engine/schema-check.ts';
import { GLOBAL_ID, vendorWord } from '../../../engine/vendor-word.ts';
import type { Node } from '../children.ts';
import type { ShopifyClient } from '../client.ts';
import { NodeAnswer } from '../drain.ts';
import { Count } from '../listing.ts';
import { ORDER_LISTS } from '../queries.ts';

/** Bulk exports silently truncate lists at this length. */
const SUSPICIOUS = 100;

const Lists = z.looseObject({
  discountCodes: z.array(z.unknown()),
  refunds: z.array(z.looseObject({ id: z.string() })),
  transactions: z.array(z.unknown()),
  fulfillments: z.array(z.unknown()),
  transactionsCount: Count.nullish(),
  fulfillmentsCount: Count.nullish(),
});
const LISTS = ['discountCodes', 'refunds', 'transactions', 'fulfillments'] as const;
const check = compileCheck(Lists);

export type OrderWithLists = Node & z.infer<typeof Lists>;
/** A record without them is malformed, and cannot be completed. */
export const hasLists = (record: Node): record is OrderWithLists => check(record);

/**
 * A list that may be truncated is read again by itself.
 * @throws CompletenessError when it stays short
 */
export async function completeLists(order: OrderWithLists, client: ShopifyClient): Promise<void> {
  if (!isShort(order) && LISTS.every((list) => order[list].length < SUSPICIOUS)) return;
  const data = await client.query(ORDER_LISTS, { id: order.id });
  const node = Lists.parse(NodeAnswer.parse(data).node);
  for (const list of LISTS) order[list] = node[list] as never;
  if (!isShort(node)) return;
  throw new CompletenessError(
    `shopify order ${vendorWord(order.id, GLOBAL_ID)}: the vendor counts ${node.transactionsCount?.count} transactions and ${node.fulfillmentsCount?.count} fulfillments, ` +
      `${node.transactions.length} and ${node.fulfillments.length} arrived; nothing of this window is committed`,
  );
}

const isShort = ({ transactions, transactionsCount, fulfillments, fulfillmentsCount }: z.infer<typeof Lists>) =>
  transactions.length < (transactionsCount?.count ?? 0) || fulfillments.length < (fulfillmentsCount?.count ?? 0);
