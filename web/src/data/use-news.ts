import { useEffect, useState } from 'preact/hooks';
import type { StatusSummary } from '../../../lambdas/contracts/status-summary.ts';
import { isNewer, readSummary } from './published.ts';

const POLL_MS = 30_000;

/** Changes since the page was rendered. */
export interface News {
  /** The browser's clock at the last poll, milliseconds since 1970. */
  readonly now: number;
  readonly summary: StatusSummary | undefined;
  readonly isOnline: boolean;
  /** True if the server answered the last request. */
  readonly isReached: boolean;
  /** Another publication is served than the one shown. */
  readonly isNewer: boolean;
}

let first: Promise<StatusSummary | undefined> | undefined;

/** Timeout for the summary that the first render of a page waits for. */
export const firstSummary = (): Promise<StatusSummary | undefined> => {
  first ??= readSummary();
  return first;
};

/**
 * Polls every half minute while the page is visible, and when the network changes.
 * @param key polls at once when it changes
 */
export function useNews(key: string): News {
  const [news, setNews] = useState<News>(() => ({
    now: Date.now(),
    summary: undefined,
    isOnline: navigator.onLine,
    isReached: true,
    isNewer: false,
  }));
  // A changed key triggers a poll.
  useEffect(() => {
    let isOver = false;
    const look = async () => {
      if (document.visibilityState !== 'visible') return;
      const isOnline = navigator.onLine;
      const newer = await isNewer().then(
        (value) => ({ isReached: true, isNewer: value }),
        () => ({ isReached: false, isNewer: false }),
      );
      const summary = await readSummary();
      if (!isOver) setNews({ now: Date.now(), summary, isOnline, ...newer });
    };
    void firstSummary().then(
      (summary) => !isOver && setNews((before) => ({ ...before, summary: before.summary ?? summary })),
    );
    const soon = key === '' ? undefined : setTimeout(look, 2000);
    const timer = setInterval(look, POLL_MS);
    const changed = () => void look();
    for (const event of ['online', 'offline']) addEventListener(event, changed);
    document.addEventListener('visibilitychange', changed);
    return () => {
      isOver = true;
      clearTimeout(soon);
      clearInterval(timer);
      for (const event of ['online', 'offline']) removeEventListener(event, changed);
      document.removeEventListener('visibilitychange', changed);
    };
  }, [key]);
  return news;
}
