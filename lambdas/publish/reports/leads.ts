import type { Sentence } from '../../contracts/tile/sentence.ts';
import type { Tile } from '../../contracts/tile/tile.ts';
import { customersLead } from './customers-lead.ts';
import { netSalesLead } from './net-sales-story.ts';
import { productsLead } from './products-lead.ts';
import { type ReportContext, viewsOf } from './report-context.ts';

/** @param tiles of the page, which are drawn before it speaks */
type Lead = (context: ReportContext, tiles: readonly Tile[]) => Promise<Record<string, Sentence>>;

async function salesLead(context: ReportContext): Promise<Record<string, Sentence>> {
  const lead: Record<string, Sentence> = {};
  for (const view of viewsOf(context)) lead[view.key] = await netSalesLead(context, view);
  return lead;
}

/** The first sentence of a page, by view; a page that is missing has none. */
export const LEADS: Readonly<Record<string, Lead | undefined>> = {
  overview: salesLead,
  sales: salesLead,
  products: async (_context, tiles) => ({ now: productsLead(tiles) }),
  customers: async (context) => ({ now: await customersLead(context) }),
};
