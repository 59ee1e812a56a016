/** A decimal text with its thousands apart and every digit kept: `1234567.80` → `1,234,567.80`. */
export const groupedDigits = (text: string): string =>
  text.replace(/^-?\d+/, (whole) => BigInt(whole).toLocaleString('en-US'));
