import type { Sentence } from '../../contracts/tile/sentence.ts';
import { customersLead } from './customers-lead.ts';
import { netSalesLead } from './net-sales-story.ts';
import { type ReportContext, viewsOf } from './report-context.ts';

/** A folder of `sql/reports/` that people open. */
export interface Page {
  readonly name: string;
  readonly title: string;
  /** Its first sentence, by view. */
  readonly lead?: (context: ReportContext) => Promise<Record<string, Sentence>>;
}

/** In the order people find them. */
export const PAGES: readonly Page[] = [
  {
    name: 'overview',
    title: 'Overview',
    lead: async (context) => {
      const lead: Record<string, Sentence> = {};
      for (const view of viewsOf(context)) lead[view.key] = await netSalesLead(context, view);
      return lead;
    },
  },
  { name: 'customers', title: 'Customers', lead: async (context) => ({ now: await customersLead(context) }) },
  { name: 'health', title: 'Data health' },
  { name: 'metrics', title: 'Metrics' },
];
