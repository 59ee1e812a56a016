import type { ModelCard } from '../../../contracts/pipeline.ts';
import type { ModelBody } from '../../../contracts/tile/card-bodies.ts';
import type { Sentence } from '../../../contracts/tile/sentence.ts';
import type { Drawing, Drawn } from '../drawing.ts';
import { plain, say, stress } from '../sentence.ts';

const TITLES: Readonly<Record<string, string>> = { churn: 'Churn', demand_forecast: 'Demand forecast' };

/** Measures people know, in words, and which way is better; others stay in the card. */
const MEASURES: Readonly<Record<string, { readonly label: string; readonly better: 'up' | 'down' | 'none' }>> = {
  money_at_10: { label: 'Money lost that the first tenth holds', better: 'up' },
  precision_at_10: { label: 'Share of the first tenth who left', better: 'up' },
  list_leave_rate: { label: 'Share of all overdue who left', better: 'none' },
  auc: { label: 'Ranks leavers above stayers (AUC)', better: 'up' },
  lift_at_10: { label: 'Lift of the top tenth', better: 'up' },
  log_loss: { label: 'Log loss', better: 'down' },
  brier: { label: 'Error of probabilities (Brier)', better: 'down' },
  calibration_error: { label: 'Said against seen (calibration)', better: 'down' },
  wape_lead_time: { label: 'Share of units missed over 28 days', better: 'down' },
  wape: { label: 'Share of units missed by day (WAPE)', better: 'down' },
  mase: { label: 'Error against last season (MASE)', better: 'down' },
  bias: { label: 'Bias', better: 'none' },
  coverage: { label: 'Days inside the 80% range', better: 'none' },
};

/** The measure that decides which model serves. */
const DECIDES: Readonly<Record<string, string>> = { churn: 'money_at_10', demand_forecast: 'wape_lead_time' };

/** Kinds of models as people call them. */
const KINDS: Readonly<Record<string, string>> = {
  xgboost_json: 'gradient boosting',
  recency: 'recency only',
  bg_nbd: 'buy till you die (BG/NBD)',
  moving_average: 'average of the last 28 days',
  exponential_smoothing: 'exponential smoothing',
  seasonal_naive: 'last weeks repeated',
  naive_week: 'last weeks repeated',
  pooled_prophet: 'Prophet, pooled',
};
const kindOf = (kind: string): string => KINDS[kind] ?? kind.replaceAll('_', ' ');

export const titleOf = (name: string): string => TITLES[name] ?? name.replaceAll('_', ' ');

/** What a card's model was measured beside, strongest first: the model that was tried, then the simple rules. */
function rivalsOf({ kind, baseline, baselines, challenger }: ModelCard) {
  const simple = baselines.length > 0 ? baselines : [baseline];
  return [...(challenger ? [challenger] : []), ...simple].filter(({ name }) => name !== kind);
}

export const cardItem = (card: ModelCard): ModelBody['items'][number] => {
  const rivals = rivalsOf(card);
  return {
    name: card.name,
    title: titleOf(card.name),
    model: kindOf(card.kind),
    key: card.key,
    promoted: card.promoted,
    serves: card.promoted ? 'model' : 'simple rule',
    notice: card.notice,
    as_of: card.as_of,
    rows: card.rows,
    features: card.features.length,
    rivals: rivals.map(({ name }) => kindOf(name)),
    measures: Object.entries(MEASURES).flatMap(([name, { label, better }]) => {
      const value = card.metrics[name];
      return value === undefined
        ? []
        : [{ name, label, better, value, rivals: rivals.map(({ metrics }) => metrics[name] ?? null) }];
    }),
  };
};

/** Says for each model what serves, and by how much it is ahead of the next in the measure that decides. */
const modelFinding = (items: ModelBody['items']): Sentence =>
  items.flatMap((item, at): Sentence => {
    const gap = at > 0 ? ' ' : '';
    const measure = item.measures.find(({ name }) => name === DECIDES[item.name]);
    const rival = measure?.rivals[0];
    const figures: Sentence =
      measure && rival !== null && rival !== undefined
        ? [
            say(`${measure.label.toLowerCase()} `),
            plain(measure.value, 'share'),
            say(`, ${item.rivals[0]} `),
            plain(rival, 'share'),
            say('.'),
          ]
        : [say('not measured on a later period.')];
    return item.serves === 'simple rule'
      ? [say(`${gap}${item.title}: a `), stress('simple rule serves'), say(`, ${item.model}: `), ...figures]
      : [say(`${gap}${item.title}: `), stress('beats every simple rule'), say(': '), ...figures];
  });

/** Cards of the models served, beside what each was measured against. */
export function drawModels({ report: { header }, context }: Drawing): Drawn {
  const { models } = context.published;
  const items = models.filter(({ name }) => header.models.length === 0 || header.models.includes(name)).map(cardItem);
  return { finding: modelFinding(items), body: items.length === 0 ? undefined : { kind: 'models', items } };
}
