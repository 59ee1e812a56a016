import type { ModelCard } from '../../../contracts/pipeline.ts';
import type { Sentence } from '../../../contracts/tile/sentence.ts';
import type { Row } from '../../../ports/warehouse.ts';
import { type Drawing, type Drawn, tableOf } from '../drawing.ts';
import { type ListEvidence, listEvidence } from '../list-evidence.ts';
import { figure, plain, say } from '../sentence.ts';
import { amount, number, text } from '../values.ts';
import { segmentTitle } from './segments.ts';

const words = (reason: unknown): string[] => (reason ? [text(reason)] : []);

/** How well the list is ordered, in money of a later period, beside a rule that needs no model. */
function evidenceOf(evidence: ListEvidence | undefined): Sentence {
  if (!evidence) return [say(' The quality of this order has not been measured.')];
  const { served, naive, precision, leaveRate } = evidence;
  return [
    say(' In a backtest on earlier customers its top tenth held '),
    plain(served, 'share'),
    say(' of the lost money, the tenth silent for longest '),
    plain(naive, 'share'),
    ...(precision !== undefined && leaveRate !== undefined
      ? [
          say('; '),
          plain(precision, 'share'),
          say(' of the top tenth left; of all overdue customers '),
          plain(leaveRate, 'share'),
        ]
      : []),
    say(served > naive ? '.' : ': the simple rule does as well, so the list adds nothing to it.'),
  ];
}

function headlineOf(bands: readonly Row[], models: readonly ModelCard[]): Sentence {
  const band = (name: string) => bands.find((row) => row.risk_band === name);
  const high = band('high');
  const gone = amount(band('gone')?.customers_count);
  return [
    ...(high
      ? [
          figure(amount(high.customers_count), 'count'),
          say(' overdue and likely to leave, '),
          figure(amount(high.expected_value_amount), 'money'),
          say(' at stake; '),
          plain(amount(band('medium')?.customers_count), 'count'),
          say(' in the medium band.'),
        ]
      : [say('Nobody is in the high band.')]),
    ...(gone > 0 ? [say(' '), plain(gone, 'count'), say(' have left already and are not listed.')] : []),
    ...evidenceOf(listEvidence(models)),
  ];
}

/** Customers likely to leave, their value, and the model's reasons. */
export function drawChurnList({ report, rows, used, context }: Drawing): Drawn {
  const isScored = (context.extents.get('mart_customer_churn')?.rows ?? 0) > 0;
  if (!isScored) return { body: undefined };
  const bands = used('churn_bands');
  const listed = bands.filter(({ risk_band }) => risk_band === 'high' || risk_band === 'medium');
  const total = listed.reduce((sum, row) => sum + amount(row.customers_count), 0);
  return {
    headline: headlineOf(bands, context.published.models),
    empty: { title: report.header.empty!.title, text: 'Nobody is in the high or medium band.' },
    body: rows.length === 0 ? undefined : tableOf(report, rows.map(cellsOf), { total }),
  };
}

const cellsOf = (row: Row) => [
  text(row.customer_key),
  number(row.churn_probability),
  text(row.risk_band),
  number(row.expected_value_amount),
  row.segment ? segmentTitle(text(row.segment)) : null,
  number(row.orders_count),
  number(row.net_amount),
  row.last_order_date ? text(row.last_order_date).slice(0, 10) : null,
  typeof row.has_email_consent === 'boolean' ? row.has_email_consent : null,
  [...words(row.reason_1), ...words(row.reason_2), ...words(row.reason_3)],
];
