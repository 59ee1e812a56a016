import type { ModelCard } from '../../contracts/pipeline.ts';
import type { ModelBody, Sentence, Tile } from '../../contracts/tile.ts';
import type { Facts } from './facts.ts';
import { tileOf } from './frame.ts';
import { say, stress } from './sentence.ts';

const TITLES: Readonly<Record<string, string>> = { churn: 'Churn', demand_forecast: 'Demand forecast' };

/** Measures people know, in words, and which way is better; matched by the end of the measure's name. */
const MEASURES: readonly {
  readonly ending: string;
  readonly label: string;
  readonly better: 'up' | 'down' | 'none';
}[] = [
  { ending: 'auc', label: 'Ranks leavers above stayers (AUC)', better: 'up' },
  { ending: 'average_precision', label: 'Average precision', better: 'up' },
  { ending: 'precision', label: 'Precision', better: 'up' },
  { ending: 'recall', label: 'Recall', better: 'up' },
  { ending: 'lift', label: 'Lift of the top tenth', better: 'up' },
  { ending: 'log_loss', label: 'Log loss', better: 'down' },
  { ending: 'logloss', label: 'Log loss', better: 'down' },
  { ending: 'brier', label: 'Error of probabilities (Brier)', better: 'down' },
  { ending: 'ece', label: 'Calibration error', better: 'down' },
  { ending: 'wape', label: 'Share of units missed (WAPE)', better: 'down' },
  { ending: 'mase', label: 'Error against last season (MASE)', better: 'down' },
  { ending: 'mae', label: 'Mean absolute error', better: 'down' },
  { ending: 'rmse', label: 'Root mean squared error', better: 'down' },
  { ending: 'pinball', label: 'Error of the range (pinball)', better: 'down' },
  { ending: 'coverage', label: 'Days inside the 80% range', better: 'none' },
  { ending: 'bias', label: 'Bias', better: 'none' },
];

const measureOf = (name: string) =>
  MEASURES.find(({ ending }) => name === ending || name.endsWith(`_${ending}`)) ?? {
    label: name.replaceAll('_', ' '),
    better: 'none' as const,
  };

export const titleOf = (name: string): string => TITLES[name] ?? name.replaceAll('_', ' ');

export const cardItem = (card: ModelCard): ModelBody['items'][number] => ({
  name: card.name,
  title: titleOf(card.name),
  model: card.kind,
  key: card.key,
  promoted: card.promoted,
  notice: card.notice,
  as_of: card.as_of,
  rows: card.rows,
  features: card.features.length,
  baseline: card.baseline.name,
  measures: Object.entries(card.metrics)
    .slice(0, 8)
    .map(([name, value]) => {
      const { label, better } = measureOf(name);
      return { name, label, better, value, baseline: card.baseline.metrics[name] ?? null };
    }),
});

/** Says whether the first measure with a direction beats the baseline. */
function modelFinding(items: ModelBody['items']): Sentence {
  const [item] = items;
  const measure = item?.measures.find(({ better, baseline }) => better !== 'none' && baseline !== null);
  if (!item || !measure) return [];
  const wins = measure.better === 'up' ? measure.value > measure.baseline! : measure.value < measure.baseline!;
  const equal = measure.value === measure.baseline;
  return equal
    ? [say(`${item.title}: the baseline itself is served.`)]
    : [
        say(`${item.title}: the model `),
        stress(wins ? 'beats' : 'does not beat'),
        say(` its baseline, ${item.baseline.replaceAll('_', ' ')}, on a later period.`),
      ];
}

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
