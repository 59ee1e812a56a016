// Money on paper: whole ten-thousandths, as the marts have them, and never a float.

export type Money = bigint;

/** @param amount as a vendor writes it, in units */
export function money(amount: unknown): Money {
  const [, sign, whole, part = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(String(amount ?? '0'))!;
  return (sign === '-' ? -1n : 1n) * (BigInt(whole!) * 10_000n + BigInt(part.slice(0, 4).padEnd(4, '0')));
}

/** amount × part ÷ whole, halves away from zero. */
export function times(amount: Money, part: bigint, whole: bigint): Money {
  const product = amount * part;
  const size = (product < 0n ? -product : product) * 2n + whole;
  return (product < 0n ? -1n : 1n) * (size / (2n * whole));
}

export const sum = (amounts: readonly Money[]): Money => amounts.reduce((total, one) => total + one, 0n);

/** `12.34`, and as many digits as it has beyond the cents. */
export function show(amount: Money): string {
  const size = amount < 0n ? -amount : amount;
  const digits = (size % 10_000n).toString().padStart(4, '0');
  return `${amount < 0n ? '−' : ''}${size / 10_000n}.${digits.slice(0, 2)}${digits.slice(2).replace(/0+$/, '')}`;
}
