import { scrolling } from '../data-table.ts';
import { type Child, h } from '../dom.ts';

/** A tile whose data is the run status: read live, so that it speaks of runs that published nothing. */
export const liveTile = (
  id: string,
  title: string,
  span: number,
  scope: string,
  finding: Child,
  body: Child,
  foot: string,
): HTMLElement =>
  h(
    'section',
    { class: `tile g${span}`, id, 'aria-labelledby': `${id}-title`, tabindex: -1 },
    h('header', {}, h('h2', { id: `${id}-title` }, title, scope && h('small', {}, ` ${scope}`))),
    finding && h('p', { class: 'finding' }, finding),
    body,
    h('footer', {}, h('span', {}, foot)),
  );

export const table = (caption: string, heads: readonly (readonly [string, string?])[], rows: Child[], style = '') =>
  scrolling(
    caption,
    h(
      'table',
      { class: style },
      h('caption', { class: 'vh' }, caption),
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          heads.map(([head, look]) => h('th', { scope: 'col', class: look ?? null }, head)),
        ),
      ),
      h('tbody', {}, rows),
    ),
  );

export const streamName = ({ source, connection, stream }: { source: string; connection: string; stream: string }) =>
  `${source}.${stream}${connection === 'main' ? '' : ` (${connection})`}`;
export const bare = (name: string) => name.replace(/^marts\./, '');
export const seconds = (from: string, to: string) => Math.max(0, (Date.parse(to) - Date.parse(from)) / 1000);
export const tone = (severity: string) => (severity === 'note' ? '' : severity === 'warn' ? 'warn' : 'bad');
const OUTCOME: Readonly<Record<string, readonly [string, string]>> = {
  ok: ['ok', ''],
  published: ['published', ''],
  degraded: ['degraded', 'late'],
  held_back: ['held back', 'failed'],
  nothing_read: ['nothing read', 'failed'],
  failed: ['failed', 'failed'],
};
export const outcome = (word: string) => {
  const [text, mark] = OUTCOME[word] ?? [word, 'open'];
  return h('span', { class: `status ${mark}` }, text);
};
