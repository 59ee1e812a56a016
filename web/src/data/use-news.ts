import { useEffect, useState } from 'preact/hooks';
import type { StatusSummary } from '../../../lambdas/contracts/status-summary.ts';
import { isNewer, readSummary } from './published.ts';

const POLL_MS = 30_000;

/** What has become known since the page was drawn. */
export interface News {
  /** The browser's clock at the last look, milliseconds since 1970. */
  readonly now: number;
  readonly summary: StatusSummary | undefined;
  readonly isOnline: boolean;
  /** Whether the server answered the last time it was asked. */
  readonly isReached: boolean;
  /** Something else is published than what is shown. */
  readonly isNewer: boolean;
}

let first: Promise<StatusSummary | undefined> | undefined;

/** The summary that the first drawing of a page waits for, but not for long. */
export const firstSummary = (): Promise<StatusSummary | undefined> => {
  first ??= readSummary();
  return first;
};

/**
 * Looks every half minute while somebody looks at the page, and when the network comes or goes.
 * @param key looks at once when it changes
 */
export function useNews(key: string): News {
  const [news, setNews] = useState<News>(() => ({
    now: Date.now(),
    summary: undefined,
    isOnline: navigator.onLine,
    isReached: true,
    isNewer: false,
  }));
  // A change of the key is a reason to look.
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
