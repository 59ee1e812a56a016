import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Current } from '../../lambdas/contracts/pipeline.ts';
import type { StatusSummary } from '../../lambdas/contracts/status-summary.ts';
import { NO_VIEW, type View } from './view.ts';

/** Context of everything on a page. */
export interface PageFacts {
  readonly view: View;
  /** True if the page offers several periods: then a tile with a fixed period says which. */
  readonly hasPeriods: boolean;
  readonly current: Current | undefined;
  readonly summary: StatusSummary | undefined;
  /** Older than promised, by the browser's clock. */
  readonly isOverdue: boolean;
  /** Changes when the "all tables" key is pressed; holds the new state. */
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
