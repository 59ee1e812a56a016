/** What the URL says; defaults are left out, so that equal views have equal links. */
export interface Address {
  readonly page: string;
  readonly period: string | null;
  readonly against: string | null;
  /** `<tile>.<column>.desc` and page number of a long table. */
  readonly sort: string | null;
  readonly at: string | null;
  /** `metric/<name>` or `tile/<name>` opens the drawer. */
  readonly drawer: string | null;
}

export const PAGES = ['overview', 'customers', 'health', 'metrics'] as const;

export function readAddress(url: URL | Location = location): Address {
  const query = new URLSearchParams(url.search);
  const page = url.pathname.split('/')[1] || 'overview';
  return {
    page,
    period: query.get('period'),
    against: query.get('vs'),
    sort: query.get('sort'),
    at: query.get('at'),
    drawer: url.hash.length > 1 ? decodeURIComponent(url.hash.slice(1)) : null,
  };
}

export function writeAddress({ page, period, against, sort, at, drawer }: Address): string {
  const query = new URLSearchParams();
  const parts = { period, vs: against, sort, at };
  for (const [key, value] of Object.entries(parts)) if (value) query.set(key, value);
  const text = query.toString();
  return `/${page}${text ? `?${text}` : ''}${drawer ? `#${drawer}` : ''}`;
}

const listeners = new Set<(before: Address) => void>();
let shown = readAddress();

/** Calls back with the address left behind, on every move, back and forward included. */
export const onMove = (listener: (before: Address) => void): void => {
  listeners.add(listener);
};

function tell(): void {
  const before = shown;
  shown = readAddress();
  for (const listener of listeners) listener(before);
}

export function move(change: Partial<Address>, how: 'push' | 'replace' = 'push'): void {
  const to = writeAddress({ ...readAddress(), ...change });
  if (to === location.pathname + location.search + location.hash) return;
  history[how === 'push' ? 'pushState' : 'replaceState'](null, '', to);
  tell();
}

/** Follows links of the app without loading the page again. */
export function followLinks(): void {
  addEventListener('popstate', tell);
  document.addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const link = (event.target as Element).closest('a');
    if (!link || link.origin !== location.origin || link.target || link.classList.contains('skip')) return;
    event.preventDefault();
    if (link.href === location.href) return;
    history.pushState(null, '', link.href);
    tell();
  });
}
