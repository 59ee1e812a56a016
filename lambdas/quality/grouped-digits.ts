/** A decimal text with thousands separators and all its digits: `1234567.80` → `1,234,567.80`. */
export const groupedDigits = (text: string): string =>
  text.replace(/^-?\d+/, (whole) => BigInt(whole).toLocaleString('en-US'));
