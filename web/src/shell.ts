import type { StatusDocument } from '../../lambdas/contracts/status.ts';
import { readAddress } from './address.ts';
import { redrawCharts } from './chart-slot.ts';
import { h, type Icon, icon, svg } from './dom.ts';

const ITEMS: readonly {
  readonly page: string;
  readonly title: string;
  readonly short: string;
  readonly group?: string;
}[] = [
  { page: 'overview', title: 'Overview', short: 'Overview' },
  { page: 'customers', title: 'Customers', short: 'Customers' },
  { page: 'health', title: 'Data health', short: 'Health', group: 'Data' },
  { page: 'metrics', title: 'Metrics', short: 'Metrics' },
];

/** Links keep the period and comparison. */
function hrefOf(page: string): string {
  const { period, against } = readAddress();
  const query = new URLSearchParams();
  if (period) query.set('period', period);
  if (against) query.set('vs', against);
  const text = query.toString();
  return `/${page}${text ? `?${text}` : ''}`;
}

const logo = () =>
  svg(
    'svg',
    { viewBox: '0 0 20 20', 'aria-hidden': 'true' },
    svg('rect', { width: 20, height: 20, rx: 5, fill: 'var(--ink)' }),
    svg('path', {
      d: 'M3.5 11h3l2-5 3 9 2-4h3',
      fill: 'none',
      stroke: 'var(--surface)',
      'stroke-width': 1.6,
      'stroke-linecap': 'round',
      'stroke-linejoin': 'round',
    }),
  );

const THEMES = ['system', 'light', 'dark'] as const;

function themeButton(): HTMLButtonElement {
  const now = () => document.documentElement.dataset.theme ?? 'system';
  const button = h('button', { type: 'button', class: 'nav' }, icon('theme'), h('span', {}, `Theme: ${now()}`));
  button.addEventListener('click', () => {
    const next = THEMES[(THEMES.indexOf(now() as (typeof THEMES)[number]) + 1) % THEMES.length]!;
    if (next === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = next;
    localStorage.setItem('theme', next);
    button.querySelector('span')!.textContent = `Theme: ${next}`;
    redrawCharts();
  });
  return button;
}

export interface Shell {
  readonly top: HTMLElement;
  readonly banners: HTMLElement;
  readonly main: HTMLElement;
  readonly openMenu: () => void;
  mark(page: string, status: StatusDocument | undefined): void;
  foot(lines: readonly [string, string]): void;
}

/** Incidents that are not over, of whatever run. */
const open = (status: StatusDocument | undefined): number => status?.incidents.length ?? 0;

/** Side bar, top row, tab bar: made once, marked on every move. */
export function buildShell(root: HTMLElement): Shell {
  const counts: HTMLElement[] = [];
  const link = (item: (typeof ITEMS)[number]) => {
    const counter = h('span', { class: 'nav-count' });
    if (item.page === 'health') counts.push(counter);
    return h(
      'a',
      { class: 'nav', href: `/${item.page}`, 'data-page': item.page },
      icon(item.page as Icon),
      item.title,
      item.page === 'health' && counter,
    );
  };
  const footer = h('div', { class: 'side-foot' });
  const side = h(
    'nav',
    { class: 'side', 'aria-label': 'Main' },
    h('a', { class: 'brand', href: '/overview' }, logo(), 'RetailPulse'),
    ITEMS.map((item) => [item.group && h('p', { class: 'side-group' }, item.group), link(item)]),
    h('div', { class: 'side-foot' }, footer, themeButton()),
  );
  footer.className = '';
  const tabs = h(
    'nav',
    { class: 'tabs', 'aria-label': 'Main, phone' },
    ITEMS.map(({ page, short }) => h('a', { href: `/${page}`, 'data-page': page }, icon(page as Icon), short)),
  );
  const top = h('div', { class: 'top' });
  const banners = h('div');
  const main = h('main', { id: 'main', tabindex: -1 });
  const openMenu = () => {
    side.toggleAttribute('data-open');
    if (side.hasAttribute('data-open')) side.querySelector<HTMLElement>('a.nav')?.focus();
  };
  root.replaceChildren(
    h('div', { class: 'app' }, side, h('div', { class: 'page' }, h('header', {}, top, banners), main)),
    tabs,
  );
  return {
    top,
    banners,
    main,
    openMenu,
    mark(page, status) {
      side.removeAttribute('data-open');
      for (const anchor of root.querySelectorAll<HTMLAnchorElement>('a[data-page]')) {
        const here = anchor.dataset.page === page;
        anchor.href = hrefOf(anchor.dataset.page!);
        if (here) anchor.setAttribute('aria-current', 'page');
        else anchor.removeAttribute('aria-current');
      }
      const found = open(status);
      for (const counter of counts)
        counter.replaceChildren(
          ...(found > 0
            ? [String(found), h('span', { class: 'vh' }, found === 1 ? ' open incident' : ' open incidents')]
            : []),
        );
    },
    foot([title, text]) {
      footer.replaceChildren(h('b', {}, title), h('br'), text);
    },
  };
}
