// The sum of one order as a person would write it down, and the page of all of them.
import type { CostRate } from '../../../../lambdas/contracts/config.ts';
import type { Row } from '../../../../lambdas/ports/warehouse.ts';
import { type Money, money, show, sum, times } from './money.ts';
import type { Given, PaperOrder } from './vendors.ts';

export interface Worked {
  readonly order: PaperOrder;
  readonly name: string;
  readonly day: string;
  readonly currency: string;
  readonly steps: readonly string[];
  readonly amounts: Readonly<Record<string, Money>>;
}

/** Everything beyond the order that its profit depends on. */
interface Days {
  readonly given: Given;
  /** Valid orders of all shops. */
  readonly facts: readonly Row[];
  readonly rates: readonly CostRate[];
}

const dayOf = (value: unknown) => String(value).slice(0, 10);

/** Dollars for one unit of a currency: the bank's last rates up to the day, with ten digits. */
function dollars(currency: string, day: string, { given }: Days): number {
  if (currency === 'USD') return 1;
  const published = given['ecb.rates']!.filter((one) => one.TIME_PERIOD <= day);
  const newest = published
    .map((one) => one.TIME_PERIOD)
    .sort()
    .at(-1);
  const perEuro = (of: string) =>
    of === 'EUR' ? 1 : Number(published.find((one) => one.TIME_PERIOD === newest && one.CURRENCY === of)!.OBS_VALUE);
  return Number((perEuro('USD') / perEuro(currency)).toFixed(10));
}

/** The fixed part of a rate in the order's currency. */
function fixedOf(rate: CostRate, currency: string, day: string, days: Days): Money {
  const own = rate.currency ?? currency;
  if (own === currency) return money(rate.fixed);
  const exchanged = ((rate.fixed ?? 0) * dollars(own, day, days)) / dollars(currency, day, days);
  return BigInt(Math.round(exchanged * 10_000));
}

const particular = (rates: readonly CostRate[], cost: CostRate['cost'], account: string, gateway?: string) => {
  const found = rates.filter(
    (one) =>
      one.cost === cost && (one.shop ?? account) === account && (gateway === undefined || one.applies_to === gateway),
  );
  return found.find((one) => one.shop !== undefined) ?? found[0]!;
};

/** A day's spend in proportion to goods sold in dollars: all orders up to this one, less all before it. */
function marketingOf(
  order: PaperOrder,
  day: string,
  days: Days,
): { spend: Money; part: Money; all: Money; share: Money } {
  const spend = sum([
    ...days.given['meta_ads.campaign_insights']!.filter((one) => one.date_start === day).map((one) => money(one.spend)),
    ...days.given['google_ads.campaign_performance']!.filter((one) => one.segments.date === day).map(
      (one) => BigInt(one.metrics.costMicros) / 100n,
    ),
  ]);
  const weights = days.facts
    .filter((one) => dayOf(one.order_date) === day)
    .map((one) => {
      const sold = money(one.gross_amount) - money(one.discount_amount);
      const rate = BigInt(Math.round(dollars(String(one.currency), day, days) * 1e10));
      return { key: String(one.order_key), weight: times(sold, rate, 10_000_000_000n) };
    })
    .filter(({ weight }) => weight > 0n)
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const all = sum(weights.map(({ weight }) => weight));
  const at = weights.findIndex(({ key }) => key === order.key);
  const before = sum(weights.slice(0, at).map(({ weight }) => weight));
  const part = weights[at]!.weight;
  const share = times(spend, before + part, all) - times(spend, before, all);
  return { spend, part, all, share };
}

export function workOut(order: PaperOrder, fact: Row, days: Days): Worked {
  const [day, currency] = [dayOf(fact.order_date), String(fact.currency)];
  const account = order.key.split(':').slice(0, 2).join(':');
  const sold = sum(order.lines.map(({ net }) => net));
  const back = sum(order.returns.map(({ net }) => net));
  const net = sold - back - order.adjustment;
  const costOf = (one: { units: number; unitCost: Money }) => BigInt(one.units) * one.unitCost;
  const restocked = order.returns.filter((one) => one.restocked);
  const cogs = sum(order.lines.map(costOf)) - sum(restocked.map(costOf));
  const gateway = account.startsWith('woocommerce') ? 'stripe' : 'braintree';
  const feeRate = particular(days.rates, 'payment_fee', account, gateway);
  const shares = BigInt(Math.round((feeRate.share ?? 0) * 1e8));
  const fee = order.fee ?? times(order.paid, shares, 100_000_000n) + fixedOf(feeRate, currency, day, days);
  const carriage = fixedOf(particular(days.rates, 'shipping', account), currency, day, days);
  const packaging = fixedOf(particular(days.rates, 'packaging', account), currency, day, days);
  const { spend, part, all, share } = marketingOf(order, day, days);
  const rate = dollars(currency, day, days);
  const marketing = BigInt(Math.round(Number(share) / rate));
  const cm1 = net - cogs;
  const cm2 = cm1 + order.shipping - fee - carriage - packaging;
  const units = (one: { units: number; unitCost: Money }) => `${one.units} × ${show(one.unitCost)}`;
  const steps = [
    `net sales: ${order.lines.map((one) => show(one.net)).join(' + ')}${order.returns.map((one) => ` − ${show(one.net)}`).join('')}${order.adjustment === 0n ? '' : ` − ${show(order.adjustment)} given back without goods`} = ${show(net)}`,
    `cost of goods: ${order.lines.map(units).join(' + ')}${restocked.map((one) => ` − ${units(one)}`).join('')} = ${show(cogs)}`,
    `**CM1** ${show(net)} − ${show(cogs)} = **${show(cm1)}**`,
    `payment fee: ${order.fee === null ? `${show(order.paid)} × ${feeRate.share} + ${feeRate.fixed} (estimate)` : 'told'} = ${show(fee)}`,
    `**CM2** ${show(cm1)} + ${show(order.shipping)} shipping charged − ${show(fee)} − ${show(carriage)} carriage − ${show(packaging)} packaging = **${show(cm2)}**`,
    `marketing: ${show(spend)} USD of the day × ${show(part)} ÷ ${show(all)} = ${show(share)} USD${currency === 'USD' ? '' : ` ÷ ${rate} = ${show(marketing)} ${currency}`}`,
    `**CM3** ${show(cm2)} − ${show(marketing)} = **${show(cm2 - marketing)}**`,
  ];
  return {
    ...{ order, name: String(fact.order_name ?? order.key), day, currency, steps },
    amounts: {
      ...{ net, cogs, cm1, shipping_charged: order.shipping, payment_fee: fee, shipping_cost: carriage },
      ...{ packaging, marketing, cm2, cm3: cm2 - marketing },
    },
  };
}

const INTRODUCTION = `# Profit of an order by hand

Ten orders of each shop of the synthetic world \`tiny\`, seed 42, worked out from the vendors' own records, step by step. A test repeats each
step without the models and compares it with \`mart_order_profit\`, to the last digit. What the words mean is decision
[45](../../decisions/0045-cost-and-profit.md). Amounts are in the shop's currency and without tax. Fees of WooCommerce and Magento, carriage and
packaging stand on rates of the demo's configuration, so they are estimates; the cost of Shopify's goods is that of the first reading.
`;

export function page(shops: readonly (readonly Worked[])[]): string {
  const one = ({ order, name, day, currency, steps }: Worked) =>
    `### ${name} (\`${order.key}\`), ${day}, ${currency}\n\n${steps.map((step) => `- ${step}`).join('\n')}\n`;
  const shop = (orders: readonly Worked[]) =>
    `## ${orders[0]!.order.key.split(':')[0]}\n\n${orders.map(one).join('\n')}`;
  return [INTRODUCTION, ...shops.map(shop)].join('\n');
}
