// Refunds of orders, read by their ids: with their lines they are too expensive inside an order.
import { z } from 'zod';
import { CompletenessError } from '../../../../contracts/errors.ts';
import type { Asking } from '../affordable.ts';
import type { Node } from '../children.ts';
import { TooExpensiveError } from '../client.ts';
import { REFUND_CONNECTIONS } from '../documents.ts';
import { drain } from '../drain.ts';
import { REFUNDS } from '../queries.ts';
import type { OrderWithLists } from './lists.ts';

/** Refunds per call; halved when that is too expensive. */
const AT_ONCE = 18;
/** Parallel calls: they are small, and the rate limiter holds them back when points are short. */
const CALLS = 4;

const RefundsAnswer = z.object({ nodes: z.array(z.record(z.string(), z.unknown()).nullable()) });

/** Replaces ids by complete refunds. */
export async function addRefunds(orders: readonly OrderWithLists[], asking: Asking): Promise<void> {
  const ids = orders.flatMap((order) => order.refunds.map((refund) => refund.id));
  const read = new Map<string, Node>();
  let at = 0;
  const reader = async () => {
    while (at < ids.length) {
      const from = at;
      const size = asking.affordable.size('refunds', AT_ONCE);
      at += size;
      for (const refund of await refundsOf(ids.slice(from, from + size), asking)) read.set(String(refund.id), refund);
    }
  };
  await Promise.all(Array.from({ length: CALLS }, reader));
  for (const order of orders)
    order.refunds = order.refunds.map(({ id }) => read.get(id) as OrderWithLists['refunds'][number]);
}

/** Retries in halves when that many are too expensive for one call. */
async function refundsOf(ids: readonly string[], asking: Asking): Promise<Node[]> {
  let data: unknown;
  try {
    data = await asking.client.query(REFUNDS, { ids });
  } catch (error) {
    if (!(error instanceof TooExpensiveError) || ids.length === 1) throw error;
    const half = Math.ceil(ids.length / 2);
    asking.affordable.learn('refunds', half);
    return [...(await refundsOf(ids.slice(0, half), asking)), ...(await refundsOf(ids.slice(half), asking))];
  }
  const { nodes } = RefundsAnswer.parse(data);
  const refunds = nodes.filter((node) => node !== null);
  if (refunds.length !== ids.length || refunds.some((refund, at) => refund.id !== ids[at]))
    throw new CompletenessError(`shopify: ${ids.length} refunds were requested, ${refunds.length} arrived`);
  for (const refund of refunds) await drain(REFUND_CONNECTIONS, refund, asking);
  return refunds;
}
