// A folder of exports in memory, at times the test tells, and what a session makes of it.
import { expect } from 'vitest';
import type { LeftOut } from '../../../lambdas/extractors/engine/source.ts';
import { ExportSession } from '../../../lambdas/extractors/sources/shopify/exports/session.ts';
import type { ExportSettings } from '../../../lambdas/extractors/sources/shopify/exports/settings.ts';
import { shopify } from '../../../lambdas/extractors/sources/shopify/source.ts';
import { type Dropped, folderOf } from '../files/dropped.ts';

const WINDOW = { from: '2026-01-01T00:00:00.000Z', to: '2026-07-01T00:00:00.000Z' };

export async function read(
  given: Readonly<Record<string, Dropped['body'] | Dropped>>,
  window = WINDOW,
  more: Partial<ExportSettings> = {},
  name = 'orders',
) {
  const all = new Map(
    Object.entries(given).map(([key, one]) => [
      key,
      typeof one === 'string' || one instanceof Uint8Array ? { body: one } : one,
    ]),
  );
  const settings = { folder: '.', currency: 'USD', time_zone: 'America/New_York', ...more };
  const session = new ExportSession(settings, () => folderOf(all, 4096));
  const stream = shopify.streams.find((one) => one.name === name)!;
  // biome-ignore lint/suspicious/noExplicitAny: records in the vendor's shape
  const records: any[] = [];
  const leftOut: LeftOut[] = [];
  for (let token: string | undefined; ; ) {
    const page = await session.page(stream, { window, stream: name } as never, token);
    records.push(...page.records);
    leftOut.push(...(page.leftOut ?? []));
    token = page.next;
    if (token === undefined) break;
  }
  for (const record of records) expect(stream.schema.safeParse(record).error?.issues ?? []).toEqual([]);
  expect(await session.count(stream, window)).toBe(records.length);
  return { records, leftOut };
}
