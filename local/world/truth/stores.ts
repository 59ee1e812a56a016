// Truth of the shops on WooCommerce and Magento: whose each record is, and what disappeared from them.
import { DAY_MS, msOf } from '../calendar/calendar.ts';
import { RECORD } from '../people/customers.ts';
import { BIN_DAYS } from '../shops/stores.ts';
import type { SyntheticWorld } from '../synthetic.ts';
import { iso } from './row.ts';

const STORES = ['woocommerce', 'magento'] as const;

/** Accounts a shop has or had; guests leave no record there. */
export function* storeRecords({ stores, asOf }: SyntheticWorld) {
  const names = Object.keys(RECORD);
  for (const vendor of STORES) {
    const { customers } = stores.shops[vendor];
    for (let record = 0; record < customers.count; record++)
      if (customers.shows(record) && customers.createdAt(record) <= asOf)
        yield {
          vendor,
          record: customers.idOf(record),
          person: customers.person[record],
          defect: names[customers.kind[record]!],
        };
  }
}

/** Accounts erased, orders thrown away (a bin keeps them for a while), products taken off the list. */
export function* storeDeletes({ stores, asOf }: SyntheticWorld) {
  for (const vendor of STORES) {
    const { customers, parts, assortment } = stores.shops[vendor];
    for (let record = 0; record < customers.count; record++) {
      const at = customers.goneAt(record);
      if (at <= asOf && customers.createdAt(record) < at)
        yield { vendor, record: customers.idOf(record), person: customers.person[record], at: iso(at), signal: 'none' };
    }
    for (let position = 0; position < parts.book.count; position++) {
      const at = parts.thrownAt(position);
      if (at > asOf) continue;
      const isGone = asOf >= at + BIN_DAYS * DAY_MS;
      yield { vendor, record: `orders/${parts.idOf(position)}`, at: iso(at), signal: isGone ? 'gone' : 'bin' };
    }
    for (const [product, members] of assortment.groups.entries()) {
      const at = assortment.removedAt(product);
      if (at <= asOf && at > msOf(0))
        yield { vendor, record: `products/${assortment.skuIds.productId(members[0]!)}`, at: iso(at), signal: 'gone' };
    }
  }
}
