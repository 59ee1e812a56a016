import type { ModelCard } from '../../contracts/pipeline.ts';

/** The naive rule without a model: the longest silence first. */
const NAIVE = 'recency';

export interface ListEvidence {
  /** Share of the money lost that the first tenth of the served list held, on earlier customers. */
  readonly served: number;
  /** The same for the naive rule. */
  readonly naive: number;
  /** Share of the top tenth who did leave, and of all who were overdue. */
  readonly precision: number | undefined;
  readonly leaveRate: number | undefined;
}

/** Backtest of the list of customers at risk on a later period; undefined when never measured. */
export function listEvidence(models: readonly ModelCard[]): ListEvidence | undefined {
  const card = models.find(({ name }) => name === 'churn');
  const served = card?.metrics.money_at_10;
  const naive = card?.baselines.find(({ name }) => name === NAIVE)?.metrics.money_at_10;
  if (!card || served === undefined || naive === undefined) return undefined;
  return { served, naive, precision: card.metrics.precision_at_10, leaveRate: card.metrics.list_leave_rate };
}
