// The money of every order, from the plans of orders and refunds: for scoring ledgers made of the vendors' records.
import { dateText, zoneOf } from '../calendar/zones.ts';
import { MINUTE } from '../money/amounts.ts';
import { extrasOf, type OrderFacts, type Priced, price, type Scene } from '../orders/pricing.ts';
import { exchangeLine, refundsOf } from '../orders/refunds.ts';
import type { DiscountApplication, OrderLine, TaxLine } from '../records/order.ts';
import { MAGENTO, SHOPIFY, type Terms, WOOCOMMERCE } from '../shops/shop-profile.ts';
import type { SyntheticWorld } from '../synthetic.ts';
import type { Row } from './row.ts';

/** Event and component as the ledger has them, `sql/entities/sales_events.sql`; tips and gift cards are money and no sale. */
type Part =
  | 'sale goods'
  | 'discount discount'
  | 'shipping shipping'
  | 'tax tax'
  | 'tip tip'
  | 'gift_card gift_card'
  | `refund ${'goods' | 'shipping' | 'tax' | 'adjustment' | 'gift_card'}`;

interface Money {
  readonly at: number;
  readonly refund?: string;
  readonly part: Part;
  /** Minor units, signed; of goods, discounts and carriage without the tax that a price holds. */
  readonly amount: number;
}

/**
 * One row per order, day, refund, event and component: `amount` in minor units of the shop's currency, `day` in the shop's zone.
 * `is_test`: placed by the merchant to try the shop. `is_paid`: false where no payment ever came in.
 */
export function* orderMoney({ simulation, stores, asOf }: SyntheticWorld): Iterable<Row> {
  const { plans, fills } = simulation;
  for (const terms of [SHOPIFY, WOOCOMMERCE, MAGENTO]) {
    const { parts } = stores.shops[terms.storefront];
    const zone = zoneOf(terms.timeZone);
    for (let position = 0; position < parts.book.count; position++) {
      if (parts.placedAtOf(position) > asOf) continue;
      const facts = parts.factsOf(position);
      const sums = new Map<string, Row & { amount: number }>();
      for (const { at, refund = null, part, amount } of moneyOf({ plans, fills, facts }, asOf)) {
        const [event_type, component] = part.split(' ');
        const day = dateText(zone.dayAt(at));
        const key = `${day} ${refund} ${part}`;
        const before = sums.get(key)?.amount ?? 0;
        sums.set(key, {
          shop: terms.storefront,
          order: facts.id,
          refund,
          day,
          event_type,
          component,
          currency: terms.currency,
          amount: before + amount,
          is_test: facts.k === 1,
          is_paid: isPaid(facts, asOf),
        });
      }
      for (const row of sums.values()) if (row.amount !== 0) yield row;
    }
  }
}

const isPaid = ({ k, life, placedAt }: OrderFacts, asOf: number) =>
  k !== 2 && life.fate !== 'voided' && placedAt + MINUTE <= asOf;

const taxIn = (taxes: readonly TaxLine[]) => taxes.reduce((sum, one) => sum + one.amount, 0);

function* moneyOf(scene: Scene, asOf: number): Iterable<Money> {
  const { facts } = scene;
  const { terms, placedAt, life, k } = facts;
  const priced = price(scene);
  const { edit } = life.surprises;
  for (const [place, line] of priced.lines.entries()) {
    const joins = k === 0 && edit && !edit.removes && edit.line === place ? edit.at : placedAt;
    if (joins <= asOf) yield* lineMoney(line, priced, terms, joins);
  }
  const { tip } = extrasOf(scene);
  yield { at: placedAt, part: 'tip tip', amount: tip };
  yield { at: placedAt, part: 'gift_card gift_card', amount: priced.giftCard?.unitPrice ?? 0 };
  const carriageTax = taxIn(priced.shipping.taxes);
  const held = terms.taxesIncluded ? carriageTax : 0;
  yield { at: placedAt, part: 'shipping shipping', amount: priced.shipping.price - priced.shipping.discount - held };
  yield { at: placedAt, part: 'tax tax', amount: carriageTax };
  if (k !== 0 || life.fate === 'voided') return;
  const exchanged = exchangeLine(facts, priced, asOf);
  if (exchanged) yield* lineMoney(exchanged, priced, terms, exchanged.addedAt);
  for (const refund of refundsOf(scene, priced, asOf)) {
    const moved = { at: refund.createdAt, refund: refund.id };
    for (const { lineId, subtotal, tax } of refund.lines) {
      const isCard = lineId === priced.giftCard?.id;
      const amount = (terms.taxesIncluded ? tax : 0) - subtotal;
      yield { ...moved, part: isCard ? 'refund gift_card' : 'refund goods', amount };
      yield { ...moved, part: 'refund tax', amount: -tax };
    }
    for (const { subtotal, tax } of refund.shipping) {
      yield { ...moved, part: 'refund shipping', amount: (terms.taxesIncluded ? tax : 0) - subtotal };
      yield { ...moved, part: 'refund tax', amount: -tax };
    }
    for (const { amount, tax } of refund.adjustments) {
      yield { ...moved, part: 'refund adjustment', amount: -amount };
      yield { ...moved, part: 'refund tax', amount: -tax };
    }
  }
}

/** Goods at the price the shop asked, what came off it, and the tax on what was left. */
function* lineMoney(line: OrderLine, { discounts }: Priced, terms: Terms, at: number): Iterable<Money> {
  const rate = line.taxes[0]?.rate ?? 0;
  const taxHeld = (amount: number) => (terms.taxesIncluded ? Math.round((amount * rate) / (1 + rate)) : 0);
  const off = (kind: DiscountApplication['kind']) =>
    line.allocations.reduce((sum, one) => sum + (discounts[one.application]?.kind === kind ? one.amount : 0), 0);
  const asked = line.unitPrice * line.quantity - (terms.eventsLowerPrices ? off('automatic') : 0);
  const paid = line.unitPrice * line.quantity - off('automatic') - off('code');
  const tax = taxIn(line.taxes);
  yield { at, part: 'sale goods', amount: asked - taxHeld(asked) };
  yield { at, part: 'discount discount', amount: paid - (terms.taxesIncluded ? tax : 0) - (asked - taxHeld(asked)) };
  yield { at, part: 'tax tax', amount: tax };
}
