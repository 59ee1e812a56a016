import type { ModelCard } from '../../contracts/pipeline.ts';
import type { ModelBody } from '../../contracts/tile/card-bodies.ts';
import type { Sentence } from '../../contracts/tile/sentence.ts';
import type { Tile } from '../../contracts/tile/tile.ts';
import type { Facts } from './facts.ts';
import { tileOf } from './frame.ts';
import { say, stress } from './sentence.ts';

const TITLES: Readonly<Record<string, string>> = { churn: 'Churn', demand_forecast: 'Demand forecast' };

/** Measures people know, in words, and which way is better; others stay in the card. */
const MEASURES: Readonly<Record<string, { readonly label: string; readonly better: 'up' | 'down' | 'none' }>> = {
  auc: { label: 'Ranks leavers above stayers (AUC)', better: 'up' },
  lift_at_10: { label: 'Lift of the top tenth', better: 'up' },
  log_loss: { label: 'Log loss', better: 'down' },
  brier: { label: 'Error of probabilities (Brier)', better: 'down' },
  calibration_error: { label: 'Said against seen (calibration)', better: 'down' },
  wape: { label: 'Share of units missed (WAPE)', better: 'down' },
  mase: { label: 'Error against last season (MASE)', better: 'down' },
  bias: { label: 'Bias', better: 'none' },
  coverage: { label: 'Days inside the 80% range', better: 'none' },
};

/** The measure that decides which model serves. */
const DECIDES: Readonly<Record<string, string>> = { churn: 'log_loss', demand_forecast: 'wape' };

/** Kinds of models as people call them. */
const KINDS: Readonly<Record<string, string>> = {
  xgboost_json: 'gradient boosting',
  recency: 'recency only',
  seasonal_naive: 'last weeks repeated',
  naive_week: 'last weeks repeated',
  pooled_prophet: 'Prophet, pooled',
};
const kindOf = (kind: string): string => KINDS[kind] ?? kind.replaceAll('_', ' ');

export const titleOf = (name: string): string => TITLES[name] ?? name.replaceAll('_', ' ');

export const cardItem = (card: ModelCard): ModelBody['items'][number] => ({
  name: card.name,
  title: titleOf(card.name),
  model: kindOf(card.kind),
  key: card.key,
  promoted: card.promoted,
  notice: card.notice,
  as_of: card.as_of,
  rows: card.rows,
  features: card.features.length,
  baseline: kindOf(card.baseline.name),
  measures: Object.entries(MEASURES).flatMap(([name, { label, better }]) => {
    const value = card.metrics[name];
    return value === undefined ? [] : [{ name, label, better, value, baseline: card.baseline.metrics[name] ?? null }];
  }),
});

/** Says for each model whether it beats its baseline in the measure that decides. */
const modelFinding = (items: ModelBody['items']): Sentence =>
  items.flatMap((item, at): Sentence => {
    const measure = item.measures.find(({ name, baseline }) => name === DECIDES[item.name] && baseline !== null);
    if (!measure) return [];
    const gap = at > 0 ? ' ' : '';
    if (item.model === item.baseline) return [say(`${gap}${item.title}: the baseline itself is served.`)];
    const wins = measure.better === 'up' ? measure.value > measure.baseline! : measure.value < measure.baseline!;
    return [
      say(`${gap}${item.title} `),
      stress(wins ? 'beats' : 'does not beat'),
      say(` its baseline (${item.baseline}) on a later period.`),
    ];
  });

/** Cards of the models served, beside the baseline each had to beat. */
export function modelTile(facts: Facts, name: string, only?: string): Tile {
  const items = facts.context.models.filter((card) => only === undefined || card.name === only).map(cardItem);
  return tileOf(facts, {
    name,
    title: only === undefined ? 'Models served' : `${titleOf(only)} model`,
    finding: modelFinding(items),
    about: 'Measures are taken on a period after the training period. The baseline is measured on the same rows.',
    sql: '',
    marts: [],
    body:
      items.length === 0
        ? {
            kind: 'empty',
            title: 'No model is served',
            text: 'Models are trained by the pipeline when they are switched on.',
          }
        : { kind: 'models', items },
  });
}
