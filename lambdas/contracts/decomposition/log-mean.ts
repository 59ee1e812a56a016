import type { Bridge } from '../tile/figure-bodies.ts';
import { exactBridge } from './exact-bridge.ts';

/** A factor of a product, before and after. */
export interface Factor {
  readonly name: string;
  readonly before: number;
  readonly after: number;
}

/**
 * Splits a change of `Π before` to `Π after` over its factors by logarithmic means, which leaves no residual (B. W.
 * Ang, "The LMDI approach to decomposition analysis", Energy Policy 33, 2005).
 * @param start `Π before` in money, to the cent
 * @param end   `Π after`
 * @returns parts that sum exactly to `end − start`; undefined when a factor is not positive, because its logarithm is
 * undefined
 */
export function bridgeOf(start: number, end: number, factors: readonly Factor[]): Bridge | undefined {
  const sound = (value: number) => Number.isFinite(value) && value > 0;
  if (![start, end].every(sound) || !factors.every(({ before, after }) => sound(before) && sound(after)))
    return undefined;
  const mean = start === end ? start : (end - start) / Math.log(end / start);
  return exactBridge(
    start,
    end,
    factors.map(({ name, before, after }) => ({ name, value: mean * Math.log(after / before) })),
  );
}

/** Sums of one period that net sales follow from; sessions are null where they are not counted. */
export interface SalesSums {
  readonly net_sales: number;
  readonly gross_sales: number;
  readonly discounts: number;
  readonly orders: number;
  readonly sessions: number | null;
}

/**
 * Net sales = orders × gross per order × share kept after discounts × share kept after returns. Where sessions are counted in
 * both periods, orders are sessions × orders per session.
 */
export function salesBridge(before: SalesSums, after: SalesSums): Bridge | undefined {
  const isCounted = Boolean(before.sessions && after.sessions);
  const factorsOf = ({ net_sales: net, gross_sales: gross, discounts, orders, sessions }: SalesSums) => {
    const sold = gross - discounts;
    const demand = isCounted ? { Traffic: sessions!, Conversion: orders / sessions! } : { Orders: orders };
    return { ...demand, 'Basket value': gross / orders, Discounts: sold / gross, Returns: net / sold };
  };
  const [then, now]: Readonly<Record<string, number>>[] = [factorsOf(before), factorsOf(after)];
  const factors = Object.keys(then!).map((name) => ({ name, before: then![name]!, after: now![name]! }));
  return bridgeOf(before.net_sales, after.net_sales, factors);
}
