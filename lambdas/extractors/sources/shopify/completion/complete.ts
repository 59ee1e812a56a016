import type { Asking } from '../affordable.ts';
import type { Node } from '../children.ts';
import type { ListedStream } from '../stream.ts';
import { addAgreements } from './agreements.ts';
import { addVisits } from './journeys.ts';
import { completeLists, hasLists } from './lists.ts';
import { addRefunds } from './refunds.ts';

/** Completes records with data that their page leaves out. */
export async function complete({ completion }: ListedStream, records: readonly Node[], asking: Asking): Promise<void> {
  switch (completion) {
    case 'refunds': {
      const orders = records.filter(hasLists);
      for (const order of orders) await completeLists(order, asking.client);
      return addRefunds(orders, asking);
    }
    case 'agreements':
      return addAgreements(records, asking.client);
    case 'visits':
      for (const order of records) await addVisits(order, asking.client);
  }
}
