import type { BreakdownBody } from '../../../../lambdas/contracts/tile/breakdown.ts';
import type { Chosen } from './chosen.ts';
import type { Line } from './lines.ts';

/** A spreadsheet must not take a value of a shop for a formula. */
const safe = (text: string) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);
const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** The lines as RFC 4180 text, with every digit. */
export function csvOf({ dimensions, metrics }: BreakdownBody, { by }: Chosen, lines: readonly Line[]): string {
  const [first, ...others] = metrics.map(({ name }) => name);
  const heads = [dimensions[by]!.name, first!, 'Before', 'Change', ...others];
  const rows = lines.map(({ name, values: [value, ...more], before, change }) => [
    safe(name),
    ...[value, before, change, ...more].map((one) => (one === null || one === undefined ? '' : String(one))),
  ]);
  return [heads, ...rows].map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('');
}

/** Saves the lines as a file named after the tile and its days. */
export function download(tile: string, body: BreakdownBody, chosen: Chosen, lines: readonly Line[]): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([csvOf(body, chosen, lines)], { type: 'text/csv' }));
  link.download = `${tile}_${chosen.range.from}_${chosen.range.to}.csv`;
  link.click();
  URL.revokeObjectURL(link.href);
}
