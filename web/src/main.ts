import { followLinks, move, onMove, PAGES, readAddress } from './address.ts';
import { newerBanner, offlineBanner, runBanner, standingBanners } from './banner.ts';
import { forgetCharts, prefetchCharts } from './chart-slot.ts';
import { h, icon } from './dom.ts';
import { showDrawer } from './drawer/show-drawer.ts';
import { moment } from './format.ts';
import { healthParts } from './health/health-page.ts';
import { listenToKeys } from './keyboard.ts';
import { asOfText, filterRow, pageView } from './page-view.ts';
import { ReadError, readAgain, readCurrent, readPage, readStatus } from './published.ts';
import { buildShell } from './shell.ts';
import { standingOf } from './standing.ts';
import { middle } from './tile-frame.ts';
import { type View, viewOf } from './view.ts';

const POLL_MS = 30_000;
const EMPTY: View = { key: '', period: '', comparison: null, range: null, currency: null };

const shell = buildShell(document.getElementById('app')!);
let view: View = EMPTY;
let newer = false;
/** Whether the server answered the last poll. */
let isReached = true;

function title(text: string): HTMLElement {
  document.title = `${text} · RetailPulse`;
  return h('h1', {}, text);
}

const menuButton = () =>
  h('button', { type: 'button', class: 'menu-button', 'aria-label': 'Menu', onclick: shell.openMenu }, icon('menu'));

/** The dot beside the date of the numbers. */
function markAsOf(mark: string): void {
  const dot = shell.top.querySelector('.published .status');
  if (dot) dot.className = `status ${mark}`.trim();
}

async function showBanners(reading = readStatus()): Promise<void> {
  const status = await reading;
  const { page } = readAddress();
  shell.mark(page, status);
  const current = await readCurrent().catch(() => undefined);
  const standing =
    current && standingOf({ current, status, now: Date.now(), isReached: navigator.onLine && isReached });
  if (standing) markAsOf(standing.mark);
  const banners = [
    !navigator.onLine && current ? offlineBanner(current.version, current.as_of) : null,
    navigator.onLine && !isReached && current
      ? offlineBanner(current.version, current.as_of, 'The server does not answer. ')
      : null,
    page === 'health' ? null : runBanner(status),
    ...(standing ? standingBanners(standing) : []),
    newer ? newerBanner(() => void again()) : null,
  ];
  shell.banners.replaceChildren(...banners.filter((banner) => banner !== null));
}

/** Drops what is remembered and shows what is published now. */
async function again(): Promise<void> {
  newer = false;
  await readAgain().catch(() => false);
  await show();
}

async function showNothing(error: unknown): Promise<void> {
  const code = error instanceof ReadError ? error.code : String(error);
  const status = await readStatus();
  const { page } = readAddress();
  if (page === 'health' && status) {
    shell.top.replaceChildren(menuButton(), title('Data health'));
    const parts = healthParts(status);
    shell.main.replaceChildren(...parts.above, h('div', { class: 'grid' }, parts.below));
    return;
  }
  shell.top.replaceChildren(menuButton(), title(page === 'health' ? 'Data health' : 'RetailPulse'));
  const never = status ? status.served === null : code.includes('404');
  shell.main.replaceChildren(
    h(
      'section',
      { class: 'tile' },
      never
        ? middle(
            'overview',
            'Nothing has been published yet',
            'The first pipeline run publishes these pages. If it ran, Data health says what held it back.',
            h('a', { class: 'button primary', href: '/health' }, 'Data health'),
          )
        : middle(
            'warning',
            'The published data could not be read',
            'The numbers themselves are safe. Try again.',
            h('button', { type: 'button', class: 'button', onclick: () => void again() }, 'Try again'),
            h('code', {}, code),
          ),
    ),
  );
}

let turn = 0;

/** Draws the page of the address. What is shown stays until the next page is there, or 200 ms have passed. */
async function show(): Promise<void> {
  const mine = ++turn;
  const address = readAddress();
  const name = (PAGES as readonly string[]).includes(address.page) ? address.page : 'overview';
  shell.mark(name, undefined);
  const reading = readStatus();
  const banners = showBanners(reading);
  try {
    const [page, current, status] = await Promise.all([readPage(name), readCurrent(), reading]);
    if (mine !== turn) return;
    view = viewOf(page, address);
    const { mark } = standingOf({ current, status, now: Date.now(), isReached });
    shell.top.replaceChildren(
      menuButton(),
      title(page.title),
      ...filterRow(page, view),
      h(
        'span',
        { class: 'published push', title: `Version ${current.version}, published ${moment(current.published_at)}` },
        h('span', { class: `status ${mark}`.trim() }, asOfText(page)),
      ),
    );
    shell.foot([`Version ${current.version.slice(0, 16)}`, `published ${moment(current.published_at)}`]);
    const health = status && name === 'health' ? healthParts(status) : undefined;
    const { nodes, ready } = pageView(
      page,
      view,
      status,
      health?.above,
      health?.below,
      health ? new Set(['health_quality']) : undefined,
    );
    await Promise.race([ready, new Promise((resolve) => setTimeout(resolve, 200))]);
    // Banners stand above the page: they must be there before it is.
    await banners;
    if (mine !== turn) return;
    shell.main.replaceChildren(...nodes);
    await ready;
    shell.main.dataset.ready = `${name}:${mine}`;
    forgetCharts();
    await showDrawer(view);
    showPlace(address.drawer);
  } catch (error) {
    if (mine === turn) await showNothing(error);
  }
}

/** A link to a place on the page: scroll there and light it. */
function showPlace(place: string | null): void {
  if (!place || place.includes('/')) return;
  const element = document.getElementById(place);
  element?.scrollIntoView({ block: 'start' });
  element?.focus({ preventScroll: true });
}

async function poll(): Promise<void> {
  if (document.visibilityState !== 'visible') return;
  const before = await readCurrent().catch(() => undefined);
  if (before) {
    const response = await fetch('/published/current.json', { cache: 'no-cache' }).catch(() => undefined);
    isReached = response !== undefined;
    const now = response?.ok ? ((await response.json()) as { version: string }) : undefined;
    newer = now !== undefined && now.version !== before.version;
  } else await show();
  await showBanners();
}

document.addEventListener('click', (event) => {
  const button = (event.target as Element).closest<HTMLElement>('button[data-drawer]');
  if (button) move({ drawer: button.dataset.drawer! });
});
followLinks();
listenToKeys();
onMove((before) => {
  const now = readAddress();
  const same = now.page === before.page && now.period === before.period && now.against === before.against;
  if (!same) {
    scrollTo(0, 0);
    void show();
  } else if (now.drawer !== before.drawer) {
    void showDrawer(view);
    showPlace(now.drawer);
  }
});
for (const event of ['online', 'offline']) addEventListener(event, () => void showBanners());
setInterval(() => void poll(), POLL_MS);
void show().then(prefetchCharts);
