import { useEffect, useState } from 'preact/hooks';
import { pageOf } from '../../../lambdas/contracts/pages.ts';
import type { Current } from '../../../lambdas/contracts/pipeline.ts';
import type { PageManifest } from '../../../lambdas/contracts/tile/page.ts';
import { readCurrent, readPage } from '../data/published.ts';
import { firstSummary } from '../data/use-news.ts';
import { pageModule, standsAlone } from '../pages/modules.ts';
import type { PageModule } from '../pages/page-props.ts';
import { preload } from '../tile/tile-place.tsx';

/** The page on the screen. */
export interface Shown {
  readonly id: string;
  readonly title: string;
  readonly current?: Current;
  readonly manifest?: PageManifest;
  readonly Page?: PageModule;
  readonly error?: unknown;
}

/** The current page stays until the next one is complete, or this time has passed. */
const HOLD_MS = 200;
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function load(id: string): Promise<Shown> {
  const title = pageOf(id)?.title;
  if (title === undefined) return { id, title: 'No such page' };
  // Banners above the page should be ready before it.
  const summary = Promise.race([firstSummary(), wait(HOLD_MS)]);
  const code = pageModule(id);
  code.catch(() => {});
  try {
    const [current, manifest, Page] = await Promise.all([readCurrent(), readPage(id), code, summary]);
    await Promise.race([Promise.all(manifest.tiles.map(({ tile }) => preload(tile))), wait(HOLD_MS)]);
    return { id, title, current, manifest, Page };
  } catch (error) {
    const Page = standsAlone(id) ? await code.catch(() => undefined) : undefined;
    const current = await readCurrent().catch(() => undefined);
    return { id, title, error, ...(Page ? { Page } : {}), ...(current ? { current } : {}) };
  }
}

/** @param turn reads anew when it changes */
export function useShownPage(id: string, turn: number): Shown | undefined {
  const [shown, setShown] = useState<Shown>();
  // A changed turn triggers a reading.
  useEffect(() => {
    let isOver = false;
    void load(id).then((next) => !isOver && setShown(next));
    return () => {
      isOver = true;
    };
  }, [id, turn]);
  return shown;
}
