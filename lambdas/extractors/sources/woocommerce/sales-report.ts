// WooCommerce's own sales report, one record per day of the site.
// https://woocommerce.github.io/woocommerce-rest-api-docs/#retrieve-sales-report
import { z } from 'zod';
import { SourceContractError } from '../../../contracts/errors.ts';

/** PHP writes an object without entries as an empty list. */
const Totals = z.union([z.record(z.string(), z.unknown()), z.array(z.never())]);
const Answer = z.tuple([z.looseObject({ totals_grouped_by: z.unknown(), totals: Totals })]);

const WHERE = 'woocommerce /wc/v3/reports/sales';

/**
 * The days of an answer, in which each stands once, as the name of its figures.
 * @throws SourceContractError when the totals are not by day: the vendor groups longer ranges by month
 */
export function daysOf(body: unknown): readonly unknown[] {
  const answer = Answer.safeParse(body);
  if (!answer.success)
    throw new SourceContractError(`${WHERE} sent no report; expected a list of one, with its totals`);
  const [{ totals_grouped_by: grouping, totals }] = answer.data;
  if (grouping !== 'day')
    throw new SourceContractError(
      `${WHERE} grouped its totals by ${JSON.stringify(grouping)}, expected "day"; ask for fewer days in one call`,
    );
  return Object.entries(totals).map(([day, figures]) => ({ ...Object(figures), day }));
}
