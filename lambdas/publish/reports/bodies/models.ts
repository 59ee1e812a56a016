import type { ModelCard } from '../../../contracts/pipeline.ts';
import type { ModelBody } from '../../../contracts/tile/card-bodies.ts';
import type { Sentence } from '../../../contracts/tile/sentence.ts';
import type { Drawing, Drawn } from '../drawing.ts';
import { plain, say, stress } from '../sentence.ts';

const words = (name: string) => name.replaceAll('_', ' ');
const titleOf = ({ title, name }: ModelCard): string => title ?? words(name);

/** The competitors of a card's model, strongest first: the challenger, then the baselines. */
function rivalsOf({ kind, baseline, baselines, challenger }: ModelCard) {
  const simple = baselines.length > 0 ? baselines : [baseline];
  return [...(challenger ? [challenger] : []), ...simple].filter(({ name }) => name !== kind);
}

const cardItem = (card: ModelCard): ModelBody['items'][number] => {
  const rivals = rivalsOf(card);
  return {
    name: card.name,
    title: titleOf(card),
    model: card.label ?? words(card.kind),
    key: card.key,
    promoted: card.promoted,
    serves: card.promoted ? 'model' : 'simple rule',
    notice: card.notice,
    as_of: card.as_of,
    rows: card.rows,
    features: card.features.length,
    rivals: rivals.map(({ name, label }) => label ?? words(name)),
    decided_by: card.decided_by ?? null,
    measures: card.measures.flatMap((measure) => {
      const value = card.metrics[measure.name];
      const others = rivals.map(({ metrics }) => metrics[measure.name] ?? null);
      return value === undefined ? [] : [{ ...measure, value, rivals: others }];
    }),
  };
};

/** For each model: what serves, and its lead over the next best in the primary metric. */
const modelHeadline = (items: ModelBody['items']): Sentence =>
  items.flatMap((item, at): Sentence => {
    const gap = at > 0 ? ' ' : '';
    const measure = item.measures.find(({ name }) => name === item.decided_by);
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

/** Cards of the served models, with their competitors. */
export function drawModels({ report: { header }, context }: Drawing): Drawn {
  const { models } = context.published;
  const items = models.filter(({ name }) => header.models.length === 0 || header.models.includes(name)).map(cardItem);
  return { headline: modelHeadline(items), body: items.length === 0 ? undefined : { kind: 'models', items } };
}
