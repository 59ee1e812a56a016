// A record of an order without its money, its currency or its day is left out by name, at every shop: no later model makes one up.
import { expect, it } from 'vitest';
import { library } from '../../helpers/library.ts';

const shops = library.entities.get('orders')!.parts.map((part) => part.split('__')[1]!);

it.each(shops)('an order of %s has its day, its currency and its total', (shop) => {
  const { required, columns } = library.models.get(`stg_${shop}__orders`)!.header;
  const day = shop === 'shopify' ? 'processed_at' : 'created_at';
  expect([...required].sort()).toEqual([day, 'currency', 'total_amount'].sort());
  expect(Object.keys(columns)).toEqual(expect.arrayContaining([...required]));
});
