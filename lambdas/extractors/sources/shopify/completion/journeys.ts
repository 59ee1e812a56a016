// The customer journey of an order, when it is longer than the first page.
import { z } from 'zod';
import { allNodes, Connection, type Node } from '../children.ts';
import type { ShopifyClient } from '../client.ts';
import { CHILDREN, NodeAnswer } from '../drain.ts';
import { MOMENTS } from '../queries.ts';

const JourneySummary = z.looseObject({ moments: Connection.nullish() });

/** Visits beyond the first page; an order whose journey is not ready yet has none. */
export async function addVisits(order: Node, client: ShopifyClient): Promise<void> {
  const summary = JourneySummary.safeParse(order.customerJourneySummary);
  if (!summary.success || !summary.data.moments) return;
  const nodes = await allNodes('moments', summary.data.moments, async (after) => {
    const data = await client.query(MOMENTS, { id: order.id, first: CHILDREN, after });
    return JourneySummary.parse((NodeAnswer.parse(data).node as Node).customerJourneySummary).moments!;
  });
  order.customerJourneySummary = { ...summary.data, moments: { nodes } };
}
