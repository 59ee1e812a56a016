import type { Sentence } from '../../contracts/tile/sentence.ts';
import type { Tile } from '../../contracts/tile/tile.ts';
import { amount, number, text } from './context.ts';
import type { Facts } from './facts.ts';
import { tileOf } from './frame.ts';
import { type ListEvidence, listEvidence } from './list-evidence.ts';
import { segmentTitle } from './segments.ts';
import { figure, plain, say } from './sentence.ts';

/** More customers than a team can write to; the tile holds the first ones, the documents behind it the rest. */
const LISTED = 5000;

const sql = `select
    churn.customer_key,
    churn.churn_probability,
    churn.risk_band,
    churn.expected_value_amount,
    churn.reason_1,
    churn.reason_2,
    churn.reason_3,
    rfm.segment,
    rfm.orders_count,
    rfm.net_amount,
    rfm.last_order_date,
    customers.has_email_consent
from marts.mart_customer_churn as churn
left join marts.mart_customer_rfm as rfm on rfm.customer_key = churn.customer_key
left join marts.dim_customers as customers on customers.customer_key = churn.customer_key
where churn.risk_band in ('high', 'medium')
order by
    coalesce(churn.expected_value_amount, 0) desc,
    churn.churn_probability desc,
    churn.customer_key
limit ${LISTED}`;

const bandsSql = `select
    risk_band,
    count(*) as customers_count,
    sum(expected_value_amount) as expected_value_amount
from marts.mart_customer_churn
group by risk_band
order by risk_band`;

const words = (reason: unknown): string[] => (reason ? [text(reason)] : []);

/** How far the order of the list can be trusted, in money of a later period, beside the rule that needs no model. */
function evidenceOf(evidence: ListEvidence | undefined): Sentence {
  if (!evidence) return [say(' How good this order is has not been measured.')];
  const { served, naive, precision, leaveRate } = evidence;
  return [
    say(' On earlier customers its first tenth held '),
    plain(served, 'share'),
    say(' of the money lost, the longest silent tenth '),
    plain(naive, 'share'),
    ...(precision !== undefined && leaveRate !== undefined
      ? [say('; '), plain(precision, 'share'), say(' of that tenth left, of all overdue '), plain(leaveRate, 'share')]
      : []),
    say(served > naive ? '.' : ': the simple rule does as well, so this is no reason to act.'),
  ];
}

/** Who is likely to leave, what they are worth, and why the model thinks so. */
export async function churnTile(facts: Facts): Promise<Tile> {
  const there = (facts.rows.get('mart_customer_churn') ?? 0) > 0;
  const found = there ? await facts.query(sql) : [];
  const bands = new Map(
    (there ? await facts.query(bandsSql) : []).map((row) => [
      text(row.risk_band),
      { customers: amount(row.customers_count), worth: amount(row.expected_value_amount) },
    ]),
  );
  const high = bands.get('high');
  const gone = bands.get('gone')?.customers ?? 0;
  const finding: Sentence = there
    ? [
        ...(high
          ? [
              figure(high.customers, 'count'),
              say(' overdue and likely to leave, '),
              figure(high.worth, 'money'),
              say(' at stake; '),
              plain(bands.get('medium')?.customers ?? 0, 'count'),
              say(' in the medium band.'),
            ]
          : [say('Nobody is in the high band.')]),
        ...(gone > 0 ? [say(' '), plain(gone, 'count'), say(' have gone and are not listed.')] : []),
        ...evidenceOf(listEvidence(facts.context.models)),
      ]
    : [];
  return tileOf(facts, {
    name: 'customers_churn',
    title: 'Who may leave and can still be won',
    scope: 'no order in the next 90 days',
    covers: 'as of now',
    finding,
    metrics: ['customers_at_risk', 'value_at_risk'],
    about:
      'Customers who are overdue in their own rhythm, have not been silent for three of their usual gaps yet, and are likely not to order in the next 90 days; most money at stake first. Those who have gone are left out: nothing more can be lost. Reasons are the features that moved a score most. People are keys; names and addresses are never loaded here.',
    sql,
    marts: ['mart_customer_churn', 'mart_customer_rfm', 'dim_customers'].filter((mart) => facts.rows.has(mart)),
    body:
      found.length === 0
        ? {
            kind: 'empty',
            title: 'No churn scores yet',
            text: there
              ? 'Nobody is in the high or medium band.'
              : 'They appear once the churn model is switched on and has customers to score.',
          }
        : {
            kind: 'table',
            caption: 'Overdue customers by money at stake',
            columns: [
              { key: 'customer', label: 'Customer', as: 'key', narrow: true },
              { key: 'risk', label: 'Churn risk', as: 'bar', unit: 'share', max: 1, narrow: true },
              { key: 'band', label: 'Band', as: 'text' },
              { key: 'worth', label: 'Expected value', as: 'number', unit: 'money', narrow: true },
              { key: 'segment', label: 'Segment', as: 'text' },
              { key: 'orders', label: 'Orders', as: 'number', unit: 'count' },
              { key: 'net', label: 'Net sales', as: 'number', unit: 'money' },
              { key: 'last', label: 'Last order', as: 'day' },
              { key: 'consent', label: 'E\u2011mail', as: 'flag' },
              { key: 'reasons', label: 'Reasons', as: 'tags' },
            ],
            rows: found.map((row) => [
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
            ]),
            sort: { column: 'worth', descending: true },
            total: (high?.customers ?? 0) + (bands.get('medium')?.customers ?? 0),
          },
  });
}
