import type { Sentence } from '../../contracts/tile/sentence.ts';
import { customersLead } from './customers-lead.ts';
import { netSalesLead } from './net-sales-story.ts';
import { type ReportContext, viewsOf } from './report-context.ts';

type Lead = (context: ReportContext) => Promise<Record<string, Sentence>>;

async function salesLead(context: ReportContext): Promise<Record<string, Sentence>> {
  const lead: Record<string, Sentence> = {};
  for (const view of viewsOf(context)) lead[view.key] = await netSalesLead(context, view);
  return lead;
}

/** The first sentence of a page, by view; a page that is missing has none. */
export const LEADS: Readonly<Record<string, Lead | undefined>> = {
  overview: salesLead,
  sales: salesLead,
  customers: async (context) => ({ now: await customersLead(context) }),
};
