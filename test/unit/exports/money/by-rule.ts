// What an exported order costs, by the rules, worked out a second time: all interpretations, and the first of the best.
import type { Line, Order } from './any-order.ts';

const sum = (all: readonly number[]) => all.reduce((total, one) => total + one, 0);
const grossOf = ({ price = 0, quantity = 0 }: Line) => price * quantity;
const ownOf = ({ discount = 0 }: Line) => discount;
const shown = (cents: number) => (cents / 100).toFixed(2);

/** Lines that may stand beside `Subtotal`: they cost something and are no product that is kept, sent or taxed. */
const isTyped = (line: Line) => grossOf(line) > 0 && !line.hasSku && !line.isSent && !line.isTaxed;
const isTip = (line: Line) => isTyped(line) && (line.name === 'Tip' || line.name === 'tips');
const isFee = (line: Line) => isTyped(line) && !isTip(line);

/** Half a cent per unit, a cent at least, and no more than a hundredth of the goods. */
function roundingOf({ lines }: Order): number {
  const units = Math.ceil(sum(lines.map(({ quantity = 0 }) => quantity)) / 2);
  const hundredth = Math.ceil(sum(lines.map(grossOf)) / 100);
  return Math.max(1, Math.min(units, hundredth));
}

/** By largest remainder, in whole numbers; the earlier of two equal ones first. */
function divided(amount: number, weights: readonly number[]): number[] {
  const whole = sum(weights);
  const size = Math.abs(amount);
  const parts = weights.map((weight, at) =>
    whole === 0 ? (at === 0 ? size : 0) : Math.floor((size * weight) / whole),
  );
  const rests = weights.map((weight) => (whole === 0 ? 0 : (size * weight) % whole));
  for (let missing = size - sum(parts); missing > 0; missing--) {
    const at = rests.indexOf(Math.max(...rests));
    parts[at]!++;
    rests[at] = -1;
  }
  return parts.map((part) => (amount < 0 ? -part : part));
}

function interpretations(order: Order) {
  const { lines, code, subtotal, total, shipping = 0, tax = 0, duties = 0 } = order;
  const gross = sum(lines.map(grossOf));
  const own = sum(lines.map(ownOf));
  const all = [];
  for (const areTips of [true, false])
    for (const areFees of subtotal === undefined ? [false] : [false, true])
      for (const isForShipping of [false, true])
        for (const isTaxIncluded of [false, true]) {
          const tip = areTips ? sum(lines.filter(isTip).map(grossOf)) : 0;
          const fees = areFees ? sum(lines.filter(isFee).map(grossOf)) : 0;
          const goods = subtotal ?? gross - tip - own - (code ?? 0);
          const gap = gross - tip - fees - goods;
          const rest = (code ?? 0) - Math.max(gap, 0);
          const shippingDiscount = isForShipping ? Math.max(0, Math.min(rest, shipping)) : 0;
          const explained = goods + fees + tip + shipping - shippingDiscount + duties + (isTaxIncluded ? 0 : tax);
          const residue = total === undefined ? 0 : Math.abs(total - explained);
          const upTo = code === undefined ? Math.max(gap, own) : Math.max(code + own + roundingOf(order), own);
          const faults = (residue === 0 ? 0 : 1) + (gap < -roundingOf(order) || gap > upTo ? 1 : 0);
          // The same figures with other words are no interpretation of their own.
          if (isForShipping && shippingDiscount === 0) continue;
          if (isTaxIncluded && tax === 0) continue;
          all.push({ areTips, areFees, tip, fees, gap, upTo, shippingDiscount, isTaxIncluded, residue, faults });
        }
  return all;
}

/** The parts in the form of `moneyOf`, or its refusal. */
export function moneyByRule(order: Order) {
  const { lines, code, total, shipping = 0, tax = 0, duties = 0 } = order;
  for (const { quantity = 0, price = 0 } of lines) {
    if (quantity < 0) return `Lineitem quantity is ${quantity}, below zero`;
    if (price < 0) return `Lineitem price is ${shown(price)}, below zero`;
  }
  const all = interpretations(order);
  const fewest = Math.min(...all.map(({ faults }) => faults));
  const least = Math.min(...all.filter(({ faults }) => faults === fewest).map(({ residue }) => residue));
  const best = all.find(({ faults, residue }) => faults === fewest && residue === least)!;
  const gross = sum(lines.map(grossOf));
  if (best.gap < -roundingOf(order) && order.subtotal === undefined)
    return `it has none, and its discounts sum to ${shown(best.gap)}, below zero`;
  if (best.gap < -roundingOf(order))
    return `its lines sum to ${shown(gross - best.tip - best.fees)}, less than its Subtotal of ${shown(order.subtotal!)}: rows of it are missing; export it again`;

  const goods = lines.filter((one) => !(best.areTips && isTip(one)));
  const own = sum(lines.map(ownOf));
  const isExplained = code === undefined || best.gap <= best.upTo;
  const discount = Math.max(0, isExplained ? best.gap : code + own);
  const isByLine = own <= discount && goods.every((one) => ownOf(one) >= 0 && ownOf(one) <= grossOf(one));
  const kept = goods.map((one) => (isByLine ? ownOf(one) : 0));
  const weights = goods.map((one, at) => (best.fees > 0 && isFee(one) ? 0 : grossOf(one) - kept[at]!));
  const discounts = divided(discount - (isByLine ? own : 0), weights).map((part, at) => part + kept[at]!);
  const taxes = divided(
    tax,
    goods.map((one, at) => (grossOf(one) > discounts[at]! ? grossOf(one) - discounts[at]! : 0)),
  );
  return {
    lines: goods.map((one, at) => ({
      ...{ quantity: one.quantity ?? 0, price: one.price ?? 0, gross: grossOf(one) },
      ...{ discount: discounts[at]!, tax: taxes[at]! },
    })),
    ...{ discount, shipping, shippingDiscount: best.shippingDiscount, tax, isTaxIncluded: best.isTaxIncluded, duties },
    tip: best.tip,
    total: total ?? gross - discount + shipping + duties + tax,
    refunded: order.refunded ?? 0,
    outstanding: order.outstanding ?? 0,
  };
}
