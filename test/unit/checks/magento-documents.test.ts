// The ledger of a Magento order beside its invoices and credit memos, over rows written by hand.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ModelBench } from '../../helpers/model-bench.ts';

let bench: ModelBench;
beforeAll(async () => {
  bench = await ModelBench.open();
});
afterAll(() => bench.close());

type Row = Readonly<Record<string, string | boolean | null>>;
interface Given {
  readonly order?: Row;
  readonly sold?: string;
  readonly returned?: string;
  readonly invoices?: readonly Row[];
  readonly memos?: readonly Row[];
  readonly lines?: readonly Row[];
}

/** A complete order of 100, invoiced, of which 30 came back. */
async function found({ order, sold = '100', returned = '-30', invoices, memos, lines = [] }: Given = {}) {
  const event = (event_type: string, amount: string, source = 'magento') => ({
    order_key: 'a',
    source,
    event_type,
    amount,
  });
  const rows = await bench.violations('magento_ledger_equals_documents', {
    stg_magento__orders: [
      {
        order_key: 'a',
        currency: 'EUR',
        state: 'complete',
        refunded_amount: '30',
        stored_value_amount: null,
        ...order,
      },
    ],
    fct_sales: [event('sale', sold), event('refund', returned), event('sale', '900', 'shopify')],
    stg_magento__invoices: invoices ?? [{ order_key: 'a', state: '2', total_amount: '100' }],
    stg_magento__credit_memos: memos ?? [{ order_key: 'a', state: '2', total_amount: '30' }],
    int_order_lines__magento: lines,
  });
  return rows.map(({ key, amount, currency }) => [key, Number(amount), currency]);
}

describe('the ledger of a Magento order', () => {
  it('is what was invoiced, less what credit memos gave back', async () => {
    expect(await found()).toEqual([]);
    expect(await found({ sold: '100.03', returned: '-30.03' })).toEqual([]); // a cent per document, and one
  });

  it.each<[string, Given, number]>([
    ['more is invoiced than was sold', { sold: '99.96' }, 0.04],
    ['less is invoiced than was sold', { sold: '100.04' }, 0.04],
    ['more came back than credit memos say', { returned: '-30.04' }, 0.04],
    ['less came back than credit memos say', { returned: '-29.96' }, 0.04],
    ['the order knows of a refund that no credit memo tells', { order: { refunded_amount: '45' } }, 15],
    ['a credit memo has gone', { memos: [] }, 60],
    ['it has no document at all', { invoices: [], memos: [], returned: '0', order: { refunded_amount: '0' } }, 100],
  ])('is found where %s', async (_, given, amount) => {
    expect(await found(given)).toEqual([['a', amount, 'EUR']]);
  });

  it('may be ahead of the invoices until the order is complete, and never behind them', async () => {
    const half = { order: { state: 'processing' }, invoices: [{ order_key: 'a', state: '2', total_amount: '50' }] };
    expect(await found(half)).toEqual([]);
    expect(await found({ ...half, sold: '49' })).toEqual([['a', 1, 'EUR']]);
    expect(await found({ ...half, order: { state: 'closed' } })).toEqual([['a', 50, 'EUR']]);
  });

  it('has what a gift card paid, and what went back to it, beyond the documents', async () => {
    const order = { stored_value_amount: '20' };
    expect(await found({ order, sold: '120', returned: '-50' })).toEqual([]);
    expect(await found({ order, sold: '120.04' })).toEqual([['a', 0.04, 'EUR']]);
    expect(await found({ order, sold: '120', returned: '-50.04' })).toEqual([['a', 0.04, 'EUR']]);
  });

  it('takes no notice of cancelled documents', async () => {
    const cancelled = { order_key: 'a', state: '3', total_amount: '77' };
    const [invoice, memo] = [
      { order_key: 'a', state: null, total_amount: '100' },
      { order_key: 'a', state: null, total_amount: '30' },
    ];
    expect(await found({ invoices: [invoice, cancelled], memos: [memo, cancelled] })).toEqual([]);
  });

  it('is not compared where gift cards were sold: they are payments', async () => {
    expect(await found({ sold: '50', lines: [{ order_key: 'a', is_gift_card: true }] })).toEqual([]);
    expect(await found({ sold: '50', lines: [{ order_key: 'a', is_gift_card: false }] })).toEqual([['a', 50, 'EUR']]);
  });
});
