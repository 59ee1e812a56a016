import { useEffect, useState } from 'preact/hooks';
import { PAGES, pageOf } from '../../lambdas/contracts/pages.ts';

/** State in the URL; defaults are left out, so that equal views have equal links. */
export interface Address {
  /** May name a page that does not exist. */
  readonly page: string;
  readonly period: string | null;
  readonly baseline: string | null;
  /** `<tile>.<column>.<value>`: filter of a table. */
  readonly filter: string | null;
  /** `<tile>.<column>.desc` and page number of a long table. */
  readonly sort: string | null;
  readonly at: string | null;
  /** Days of one's own, both among them; they outrank the period. */
  readonly from: string | null;
  readonly to: string | null;
  /** Filters of the page, `<dimension>:<value>` joined by `|`. Dimensions are data, so none of them is a key here. */
  readonly only: string | null;
  /** The dimension of a breakdown, and the question that a bridge answers. */
  readonly by: string | null;
  readonly why: string | null;
  /** `metric/<name>` or `tile/<name>` opens the drawer; `tile-<name>` is an anchor on the page. */
  readonly drawer: string | null;
}

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

export function readAddress(url: URL | Location = location): Address {
  const query = new URLSearchParams(url.search);
  const path = url.pathname.replace(/^\/|\/$/g, '');
  return {
    page: path || PAGES[0].id,
    period: query.get('period'),
    baseline: query.get('vs'),
    filter: query.get('filter'),
    sort: query.get('sort'),
    at: query.get('at'),
    from: query.get('from'),
    to: query.get('to'),
    only: query.get('only'),
    by: query.get('by'),
    why: query.get('why'),
    drawer: url.hash.length > 1 ? decoded(url.hash.slice(1)) : null,
  };
}

function writeAddress({ page, period, from, to, baseline, only, drawer, ...more }: Address): string {
  const query = new URLSearchParams();
  const parts = { period, from, to, vs: baseline, only, ...more };
  for (const [key, value] of Object.entries(parts)) if (value) query.set(key, value);
  const text = query.toString();
  return `/${page}${text ? `?${text}` : ''}${drawer ? `#${drawer}` : ''}`;
}

/** A link of a tile that keeps the current period, days, comparison and filters. */
export function keepingView(link: string, { page, period, from, to, baseline, only }: Address): string {
  const url = new URL(link, location.href);
  if (url.origin !== location.origin || link.startsWith('#') || !pageOf(readAddress(url).page)) return link;
  const next = readAddress(url);
  const options = {
    ...next,
    ...{ period: next.period ?? period, baseline: next.baseline ?? baseline, only: next.only ?? only },
    ...(next.from && next.to ? {} : { from, to }),
  };
  return writeAddress({ ...options, page: link.startsWith('?') ? page : next.page });
}

const listeners = new Set<() => void>();
const tell = () => {
  for (const listener of [...listeners]) listener();
};

export function move(change: Partial<Address>, how: 'push' | 'replace' = 'push'): void {
  const to = writeAddress({ ...readAddress(), ...change });
  if (to === location.pathname + location.search + location.hash) return;
  history[how === 'push' ? 'pushState' : 'replaceState'](null, '', to);
  tell();
}

/** Follows links of the app without reloading the page. */
export function followLinks(): () => void {
  const follow = (event: MouseEvent) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const link = (event.target as Element).closest('a');
    if (!link || link.origin !== location.origin || link.target || link.classList.contains('skip')) return;
    event.preventDefault();
    if (link.href === location.href) return;
    history.pushState(null, '', link.href);
    tell();
  };
  addEventListener('popstate', tell);
  document.addEventListener('click', follow);
  return () => {
    removeEventListener('popstate', tell);
    document.removeEventListener('click', follow);
  };
}

/** The current address, updated on every navigation, back and forward included. */
export function useAddress(): Address {
  const [address, setAddress] = useState(readAddress);
  useEffect(() => {
    const listener = () => setAddress(readAddress());
    listeners.add(listener);
    // The address may have changed between the first render and this effect.
    listener();
    return () => {
      listeners.delete(listener);
    };
  }, []);
  return address;
}
