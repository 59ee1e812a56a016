import type { MlModel } from '../model.ts';
import { boosted } from './boosted.ts';
import { buyTillYouDie } from './buy-till-you-die.ts';
import { GONE_AFTER } from './cadence.ts';
import { cautionOf } from './caution.ts';
import { CHURN_FEATURES } from './features.ts';
import { CHURN_MEASURES } from './measures.ts';
import { recency } from './recency.ts';
import { BANDS } from './score-rows.ts';
import { labelsOf, readSnapshots, type Snapshots, split } from './snapshots.ts';

const LEAST_CUSTOMERS = 200;

/** Will this customer order in the next 90 days? See docs/decisions/0020-churn-model.md. */
export const churn: MlModel<Snapshots> = {
  name: 'churn',
  title: 'Churn',
  task: 'binary',
  table: 'mart_customer_churn',
  measures: CHURN_MEASURES,
  codeVersion: 'churn-2',
  seed: 0,
  bundle: { files: [] },
  features: CHURN_FEATURES.map(({ name }) => name),
  primaryMetric: [
    { metric: 'money_at_10', better: 'higher' },
    { metric: 'lift_at_10', better: 'higher' },
    { metric: 'auc', better: 'higher' },
  ],
  thresholds: { high: BANDS.high, medium: BANDS.medium, gone_after_gaps: GONE_AFTER },
  read: readSnapshots,
  insufficientData,
  caution: cautionOf,
  baselines: [recency, buyTillYouDie],
  challenger: boosted,
};

function insufficientData(data: Snapshots): string | null {
  const { learn, later } = split(data);
  const customers = new Set(Array.from(learn, (row) => data.customers[row]!)).size;
  if (customers < LEAST_CUSTOMERS)
    return `${customers} customers have a closed label window to learn from; ${LEAST_CUSTOMERS} are needed, so the recency model serves`;
  const classes = [learn, later].map((rows) => new Set(labelsOf(data, rows)).size);
  if (classes.some((count) => count < 2))
    return 'all customers churned or none did in a period to learn from or to measure on, so the recency model serves';
  return null;
}
