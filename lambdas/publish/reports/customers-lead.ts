import type { Sentence } from '../../contracts/tile/sentence.ts';
import type { ReportContext } from './report-context.ts';
import { figure, say, stress } from './sentence.ts';

/** The page's first sentence: repeat customers, and customers likely to leave. */
export async function customersLead({ metrics }: ReportContext): Promise<Sentence> {
  const customers = await metrics.value('customers', null);
  if (!customers) return [stress('No customers yet.'), say(' They appear with the first orders.')];
  const repeat = (await metrics.value('repeat_rate', null)) ?? 0;
  const risk = await metrics.value('customers_at_risk', null);
  const worth = await metrics.value('revenue_at_risk', null);
  return [
    figure(repeat, 'share'),
    stress(' of '),
    figure(customers, 'count'),
    stress(' customers have ordered more than once.'),
    ...(risk
      ? [
          say(' '),
          figure(risk, 'count'),
          say(' are overdue, likely to leave and can still be won; they hold '),
          figure(worth ?? 0, 'money'),
          say(' of expected value.'),
        ]
      : risk === 0
        ? [say(' Nobody who can still be won back is at high risk of leaving.')]
        : []),
  ];
}
