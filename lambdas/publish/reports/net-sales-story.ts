import { holdsBlackFriday } from '../../contracts/black-friday.ts';
import { salesBridge } from '../../contracts/decomposition/log-mean.ts';
import type { DayRange } from '../../contracts/tile/figure.ts';
import type { Bridge } from '../../contracts/tile/figure-bodies.ts';
import type { Sentence } from '../../contracts/tile/sentence.ts';
import { dayNumber } from './days.ts';
import { figureOf } from './figures.ts';
import type { ReportContext, View } from './report-context.ts';
import { figure, plain, say, stress } from './sentence.ts';

/** Words for a factor that reduced net sales, and for one that increased them. */
const WORDS: Readonly<Record<string, readonly [string, string]>> = {
  Orders: ['fewer orders', 'more orders'],
  Traffic: ['less traffic', 'more traffic'],
  Conversion: ['fewer orders per session', 'more orders per session'],
  'Basket value': ['smaller baskets', 'larger baskets'],
  Discounts: ['deeper discounts', 'smaller discounts'],
  Returns: ['more returns', 'fewer returns'],
};
/** Below this change the two periods count as equal. */
const EQUAL = 0.005;

/** The change of net sales in a view; sessions take part where they are counted on every day of both periods. */
export function netSalesBridge({ metrics }: ReportContext, view: View): Bridge | undefined {
  if (!view.baseline) return undefined;
  const counted = metrics.has('sessions') ? metrics.span('sessions') : undefined;
  const sumsOf = ({ from, to }: DayRange) => {
    const [first, last] = [dayNumber(from), dayNumber(to)];
    const value = (metric: string) => metrics.over(metric, first, last) ?? 0;
    const isCounted = counted && counted.first <= first && counted.last >= last;
    return {
      ...{ net_sales: value('net_sales'), gross_sales: value('gross_sales'), discounts: value('discounts') },
      ...{ orders: value('orders'), sessions: isCounted ? value('sessions') : null },
    };
  };
  return salesBridge(sumsOf(view.baseline), sumsOf(view.period.range));
}

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

/** Up to two losses and two gains, each at least a tenth of the larger one; omits the rest. */
function causes(bridge: Bridge): Sentence {
  const largest = Math.max(...bridge.parts.map(({ value }) => Math.abs(value)));
  if (largest === 0) return [];
  const worth = bridge.parts.filter(({ value }) => Math.abs(value) >= largest / 10);
  const tell = (parts: Bridge['parts'], verb: string, at: 0 | 1): Sentence => {
    if (parts.length === 0) return [];
    const names = parts.slice(0, 2).map(({ name }) => WORDS[name]![at]);
    const total = parts.slice(0, 2).reduce((sum, { value }) => sum + Math.abs(value), 0);
    return [say(`${names.join(' and ')} ${verb} `), figure(total, 'money')];
  };
  const bySize = (a: { value: number }, b: { value: number }) => Math.abs(b.value) - Math.abs(a.value);
  const losses = tell(worth.filter(({ value }) => value < 0).sort(bySize), 'cost', 0);
  const gains = tell(worth.filter(({ value }) => value > 0).sort(bySize), 'brought', 1);
  const [first, second] = bridge.end < bridge.start ? [losses, gains] : [gains, losses];
  const [opening, ...others] = [...first, ...(first.length && second.length ? [say('; ')] : []), ...second];
  return opening && 'text' in opening ? [say(` ${capital(opening.text)}`), ...others, say('.')] : [];
}

/** Periods of which only one contains Black Friday are not comparable. */
function calendarNote(view: View): Sentence {
  if (!view.baseline) return [];
  const [now, then] = [holdsBlackFriday(view.period.range), holdsBlackFriday(view.baseline)];
  if (now === then) return [];
  return [say(` Black Friday lies in ${now ? 'this period' : 'the period compared with'} only.`)];
}

/** The page's first sentence: the change, its size, its baseline, and the factors behind it. */
export async function netSalesLead(context: ReportContext, view: View): Promise<Sentence> {
  const { value, baseline, change, status } = await figureOf(context, 'net_sales', view);
  const orders = await context.metrics.value('orders', view.period.range);
  if (value === null || !orders) return [stress('No orders in this period.'), say(' Choose a longer one.')];
  if (baseline === null || change === null || !view.comparison) {
    return [
      stress('Net sales are '),
      figure(value, 'money'),
      stress('.'),
      say(' They come from '),
      figure(orders, 'count'),
      say(orders === 1 ? ' order.' : ' orders.'),
      say(' There is no earlier period to compare with yet.'),
    ];
  }
  const base =
    view.comparison.id === 'year'
      ? `the ${view.comparison.label.replace(' weeks ', ' weeks of ')}`
      : `the ${view.comparison.label}`;
  const bridge = netSalesBridge(context, view);
  const opening: Sentence =
    Math.abs(change) < EQUAL
      ? [stress(`Net sales equal ${base}.`)]
      : [
          stress('Net sales are '),
          figure(Math.abs(change), 'share'),
          stress(` ${change < 0 ? 'below' : 'above'} ${base}.`),
        ];
  const expected: Sentence =
    status === 'inside'
      ? [say(' The change is inside its usual range.')]
      : status === 'unknown'
        ? []
        : [say(` The change is ${status} its usual range.`)];
  return [
    ...opening,
    ...(bridge ? causes(bridge) : [say(' Against '), plain(baseline, 'money'), say('.')]),
    ...expected,
    ...calendarNote(view),
  ];
}
