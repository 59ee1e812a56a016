import type { Given } from '../../golden/harness.ts';
import { chance, iso } from './chance.ts';

const at = (hours: number) => iso(hours).replace('Z', '');
const spaced = (hours: number) => at(hours).replace('T', ' ');
const amount = (cents: number) => (cents / 100).toFixed(2);

/**
 * Readings of a WooCommerce and a Magento shop in other currencies than the first shop's, and of the bank's rates: orders change
 * their state, are refunded in part, come again as they were, come late, or are gone from the list of keys. What is in a reading
 * depends on the seed alone.
 */
export function randomStores(seed: number, readings: number): Given[] {
  const draw = chance(seed);
  const whole = (below: number) => Math.floor(draw(below));
  const created = new Map<string, number>();
  const bornAt = (key: string) => {
    const known = created.get(key) ?? whole(24 * 60);
    created.set(key, known);
    return known;
  };

  const wooOrder = (id: number, reading: number) => {
    const born = bornAt(`w${id}`);
    const lines = Array.from({ length: 1 + whole(2) }, (_, line) => ({
      ...{ id: id * 10 + line, name: 'Thing', product_id: 1 + whole(2), variation_id: 0, sku: `W-${whole(3)}` },
      ...{ quantity: 1 + whole(2), subtotal: '20.00', total: whole(2) ? '20.00' : '18.50' },
      ...{ subtotal_tax: '3.80', total_tax: '3.80' },
    }));
    return {
      ...{ id, number: String(id), currency: 'EUR', prices_include_tax: whole(2) === 0 },
      status: ['processing', 'completed', 'cancelled', 'on-hold', 'refunded'][whole(5)],
      date_created_gmt: at(born),
      date_modified_gmt: at(born + whole(4) + (whole(3) === 0 ? 0 : reading * 24)),
      date_paid_gmt: whole(4) === 0 ? null : at(born + 1),
      ...{ shipping_total: '4.95', shipping_tax: '0.94', total: amount(2500 + whole(3000)), total_tax: '4.74' },
      ...{ discount_total: '0', discount_tax: '0', customer_id: whole(4), payment_method: 'card' },
      billing: { first_name: `name_1_${whole(2)}`, email: `email_1_${whole(6)}`, country: 'DE' },
      line_items: lines,
      shipping_lines: whole(3) === 0 ? [] : [{ id: id * 100, total: '4.95', total_tax: '0.94' }],
      fee_lines: whole(5) > 0 ? [] : [{ id: id * 100 + 1, total: '-2.00', total_tax: '0' }],
    };
  };
  const wooRefund = (id: number) => ({
    ...{ id: 900 + id, parent_id: id, amount: '18.50', date_created_gmt: at(bornAt(`w${id}`) + 50) },
    line_items: whole(3) === 0 ? [] : [{ id: 9000 + id, quantity: -1, total: '-18.50', total_tax: '-3.80' }],
  });

  const magentoOrder = (id: number, reading: number) => {
    const born = bornAt(`m${id}`);
    return {
      ...{ entity_id: id, increment_id: `${id}`, store_id: 1, base_currency_code: 'GBP', order_currency_code: 'GBP' },
      ...{ state: ['processing', 'complete', 'canceled', 'closed'][whole(4)], status: 'as the state' },
      created_at: spaced(born),
      updated_at: spaced(born + whole(4) + (whole(3) === 0 ? 0 : reading * 24)),
      ...{ base_grand_total: amount(4000 + whole(500)), base_subtotal: '30', base_shipping_amount: '5' },
      ...{ base_discount_amount: whole(2) ? '0' : '-3', base_tax_amount: '6', base_total_paid: whole(3) ? '41' : null },
      ...{
        customer_id: whole(3) || null,
        customer_email: `email_1_${whole(6)}`,
        customer_firstname: `name_1_${whole(2)}`,
      },
      items: [
        {
          ...{
            item_id: id * 10,
            product_id: 1 + whole(2),
            product_type: 'simple',
            sku: `M-${whole(3)}`,
            name: 'Thing',
          },
          ...{ qty_ordered: '2', qty_canceled: String(whole(2)), qty_refunded: '0', base_row_total: '30' },
          ...{ base_discount_amount: '3', base_tax_amount: '6', base_original_price: '15' },
        },
      ],
    };
  };
  const creditMemo = (id: number) => ({
    ...{ entity_id: 700 + id, order_id: id, state: 2, base_currency_code: 'GBP', base_grand_total: '18' },
    created_at: spaced(bornAt(`m${id}`) + 60),
    updated_at: spaced(bornAt(`m${id}`) + 60 + whole(2)),
    ...{ base_subtotal: '15', base_tax_amount: '3', base_adjustment: whole(2) ? '0' : '-2', base_shipping_amount: '0' },
    items: [{ entity_id: 7000 + id, order_item_id: id * 10, qty: '1', base_row_total: '15', base_tax_amount: '3' }],
  });

  /** The bank's days of two weeks, of which a later reading has more and may have corrected one. */
  const rates = (reading: number) =>
    ['USD', 'GBP'].flatMap((CURRENCY) =>
      [0, 1, 2, 3, 4].map((day) => ({
        TIME_PERIOD: iso(24 * (reading * 5 + day)).slice(0, 10),
        ...{ CURRENCY, OBS_VALUE: (1 + whole(40) / 100).toFixed(4) },
      })),
    );

  return Array.from(
    { length: readings },
    (_, reading): Given => ({
      'woocommerce.orders': Array.from({ length: 6 }, () => wooOrder(1 + whole(9), reading)),
      'woocommerce.refunds': Array.from({ length: 2 }, () => wooRefund(1 + whole(9))),
      'woocommerce.customers': [1, 2].map((id) => ({
        ...{ id, role: 'customer', email: `email_1_${whole(6)}`, first_name: `name_1_${whole(2)}` },
        ...{ date_created_gmt: at(id), date_modified_gmt: at(id + reading * whole(24)) },
      })),
      'woocommerce.products': [1, 2].map((id) => ({
        ...{ id, name: `Thing ${whole(3)}`, type: 'simple', status: 'publish', sku: `W-${id}`, price: '20.00' },
        ...{ date_created_gmt: at(0), date_modified_gmt: at(whole(5) * reading) },
      })),
      'magento.orders': Array.from({ length: 6 }, () => magentoOrder(1 + whole(9), reading)),
      'magento.credit_memos': Array.from({ length: 2 }, () => creditMemo(1 + whole(9))),
      'magento.invoices': Array.from({ length: 2 }, () => 1 + whole(9)).map((id) => ({
        ...{ entity_id: 500 + id, order_id: id, state: 2, base_currency_code: 'GBP', base_grand_total: '41' },
        ...{ created_at: spaced(bornAt(`m${id}`) + 2), updated_at: spaced(bornAt(`m${id}`) + 2) },
      })),
      'magento.customers': [1, 2].map((id) => ({
        ...{ id, email: `email_1_${whole(6)}`, firstname: `name_1_${whole(2)}`, website_id: 1, addresses: [] },
        ...{ created_at: spaced(id), updated_at: spaced(id + reading * whole(24)) },
      })),
      'magento.products': [1, 2].map((id) => ({
        ...{ id, sku: `M-${id}`, name: `Thing ${whole(3)}`, type_id: 'simple', status: 1, price: 15 },
        ...{ created_at: spaced(0), updated_at: spaced(whole(5) * reading) },
      })),
      'magento.store_configs': [
        { id: 1, code: 'main', timezone: reading < 2 ? 'Europe/London' : 'Europe/Dublin', base_currency_code: 'GBP' },
      ],
      'ecb.rates': rates(reading),
    }),
  );
}
