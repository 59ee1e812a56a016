/** Heads, then rows, of raw values. */
export type Csv = readonly (readonly (string | number | boolean | null | undefined)[])[];

/** A spreadsheet must not take a value of a shop for a formula. */
const safe = (text: string) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const cellOf = (value: Csv[number][number]): string =>
  value === null || value === undefined ? '' : typeof value === 'string' ? safe(value) : String(value);

/** RFC 4180 text, with every digit. */
export const csvText = (csv: Csv): string =>
  csv.map((cells) => `${cells.map((cell) => quoted(cellOf(cell))).join(',')}\r\n`).join('');
