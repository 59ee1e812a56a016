/** Units and amount of one product in one period. */
export interface Sold {
  readonly units: number;
  readonly amount: number;
}

export interface PriceVolumeMix {
  readonly price: number;
  readonly volume: number;
  readonly mix: number;
}

const total = (sold: Iterable<Sold>, of: keyof Sold) => [...sold].reduce((sum, one) => sum + one[of], 0);

/**
 * Splits the change of an amount over products. Price is that of products sold in both periods, at the mean of their units (T. L.
 * Bennet, "The theory of measurement of changes in cost of living", Journal of the Royal Statistical Society 83, 1920). Volume is the
 * change of all units at the mean of the two average prices; mix is what remains: another share of dear products, those that are new
 * and those that are gone. Periods exchanged, every part changes its sign.
 * @param before by product; a product without units in a period has no price there
 * @returns parts that sum to the change of the amount, up to rounding of binary fractions
 */
export function priceVolumeMix(before: ReadonlyMap<string, Sold>, after: ReadonlyMap<string, Sold>): PriceVolumeMix {
  let price = 0;
  for (const [product, then] of before) {
    const now = after.get(product);
    if (!now || now.units <= 0 || then.units <= 0) continue;
    price += ((then.units + now.units) / 2) * (now.amount / now.units - then.amount / then.units);
  }
  const [units, unitsBefore] = [total(after.values(), 'units'), total(before.values(), 'units')];
  const [amount, amountBefore] = [total(after.values(), 'amount'), total(before.values(), 'amount')];
  const means = [...(units > 0 ? [amount / units] : []), ...(unitsBefore > 0 ? [amountBefore / unitsBefore] : [])];
  const mean = means.reduce((sum, one) => sum + one, 0) / Math.max(1, means.length);
  const volume = (units - unitsBefore) * mean;
  return { price, volume, mix: amount - amountBefore - price - volume };
}
