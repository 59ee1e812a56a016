import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Current } from '../../lambdas/contracts/pipeline.ts';
import type { StatusSummary } from '../../lambdas/contracts/status-summary.ts';
import { NO_VIEW, type View } from './view.ts';

/** What holds for everything on a page. */
export interface PageFacts {
  readonly view: View;
  /** Whether the page can be asked for another period: then a tile that cannot follow says what it covers. */
  readonly hasPeriods: boolean;
  readonly current: Current | undefined;
  readonly summary: StatusSummary | undefined;
  /** Older than promised, by the browser's clock. */
  readonly isOverdue: boolean;
  /** Turned when all tables are asked for by key, with what they then are. */
  readonly tables: { readonly turn: number; readonly isOpen: boolean };
}

export const PageContext = createContext<PageFacts>({
  view: NO_VIEW,
  hasPeriods: false,
  current: undefined,
  summary: undefined,
  isOverdue: false,
  tables: { turn: 0, isOpen: false },
});

export const usePage = (): PageFacts => useContext(PageContext);
