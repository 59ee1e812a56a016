import type { Tile } from '../../lambdas/contracts/tile/tile.ts';
import { type Child, h, type Icon, icon } from './dom.ts';
import { dayYear, short } from './format.ts';
import { sentence } from './sentence.ts';

/** What a kind of tile adds to the common frame. */
export interface TileParts {
  readonly control?: Child;
  readonly body: Child;
  /** The data as a table, one key away. */
  readonly table?: () => HTMLTableElement;
  readonly method?: string;
}

/** Words and icon in the middle of a tile that has nothing to show. */
export const middle = (name: Icon, title: string, text: string, ...more: Child[]): HTMLElement =>
  h('div', { class: 'middle' }, icon(name), h('b', {}, title), h('p', {}, text), ...more);

const TAGS: Partial<Record<Tile['state']['kind'], readonly [string, string]>> = {
  provisional: ['Provisional', 'accent'],
  untrusted: ['Do not use', 'bad'],
};

/** Late because records are missing, or because the build after it was held back. */
const tagOf = ({ state, trust }: Tile): readonly [string, string] | undefined =>
  state.kind === 'stale' ? [trust.late.length > 0 ? 'Incomplete' : 'Last good version', 'warn'] : TAGS[state.kind];

const MARKS: Partial<Record<Tile['state']['kind'], string>> = {
  provisional: 'open',
  stale: 'late',
  untrusted: 'failed',
};

function trustLine({ state, trust }: Tile): Child[] {
  const until = trust.newest ? `Data to ${dayYear(trust.newest)}` : `As of ${dayYear(trust.as_of)}`;
  const open = state.kind === 'provisional';
  return [
    h('span', { class: `status ${MARKS[state.kind] ?? ''}` }, open ? 'Live, not confirmed yet' : until),
    trust.score !== null && h('span', {}, `Quality ${short(trust.score, 'score', null)}`),
  ];
}

function tableToggle(table: () => HTMLTableElement): HTMLButtonElement {
  const button = h(
    'button',
    { type: 'button', class: 'push', 'data-toggle': 'table', 'aria-expanded': 'false' },
    'Show as table',
  );
  button.addEventListener('click', () => {
    const tile = button.closest('.tile');
    const open = tile?.querySelector('.data-table');
    button.setAttribute('aria-expanded', String(!open));
    button.textContent = open ? 'Show as table' : 'Hide table';
    if (open) open.remove();
    else {
      const shown = table();
      button
        .closest('footer')
        ?.before(
          h(
            'div',
            { class: 'data-table', tabindex: 0, role: 'region', 'aria-label': shown.caption?.textContent ?? 'Data' },
            shown,
          ),
        );
    }
  });
  return button;
}

/** The frame that a tile keeps in every state. */
export function tileFrame(tile: Tile, span: number, parts: TileParts): HTMLElement {
  const tag = tagOf(tile);
  const heading = `heading-${tile.name}`;
  return h(
    'section',
    { class: `tile g${span} ${tile.state.kind}`, id: `tile-${tile.name}`, 'aria-labelledby': heading, tabindex: -1 },
    h(
      'header',
      {},
      h('h2', { id: heading }, tile.title, tile.scope && h('small', {}, ` ${tile.scope}`)),
      (parts.control || tag) &&
        h('div', { class: 'push tags one' }, tag && h('span', { class: `tag ${tag[1]}` }, tag[0]), parts.control),
    ),
    tile.finding.length > 0 && h('p', { class: 'finding' }, sentence(tile.finding, tile.currency)),
    tile.state.note.length > 0 && h('p', { class: 'note' }, sentence(tile.state.note, tile.currency)),
    parts.body,
    h(
      'footer',
      {},
      trustLine(tile),
      parts.method && h('span', {}, parts.method),
      h(
        'button',
        {
          type: 'button',
          'data-drawer': `tile/${tile.name}`,
          'aria-haspopup': 'dialog',
          class: parts.table ? '' : 'push',
        },
        'How this is made',
      ),
      parts.table && tableToggle(parts.table),
    ),
  );
}

/** A tile that is still being read: its place and its title. */
export const skeleton = (name: string, title: string, span: number): HTMLElement =>
  h(
    'section',
    { class: `tile g${span}`, id: `tile-${name}`, 'aria-busy': 'true', 'aria-label': title },
    h('header', {}, h('h2', {}, title)),
    h('i', { class: 'skeleton' }),
    h('i', { class: 'skeleton tall' }),
    h('footer', {}, h('i', { class: 'skeleton short' })),
  );

/** A tile whose file could not be read; the others go on. */
export function failedTile(name: string, title: string, span: number, code: string, again: () => void): HTMLElement {
  return h(
    'section',
    { class: `tile g${span}`, id: `tile-${name}`, 'aria-label': title },
    h('header', {}, h('h2', {}, title)),
    middle(
      'warning',
      'This tile could not be read',
      'The numbers themselves are safe.',
      h('button', { type: 'button', class: 'button', onclick: again }, 'Try again'),
      h('code', {}, code),
    ),
    h('footer', {}, h('span', { class: 'status failed' }, 'Not read')),
  );
}
