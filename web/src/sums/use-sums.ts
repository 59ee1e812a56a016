import type { BreakdownBody } from '../../../lambdas/contracts/tile/breakdown.ts';
import type { DayRange } from '../../../lambdas/contracts/tile/figure.ts';
import type { Tile } from '../../../lambdas/contracts/tile/tile.ts';
import { peek, readTile } from '../data/published.ts';
import { useReading } from '../data/use-reading.ts';
import { usePage } from '../page-context.ts';
import { type Days, useDays } from './use-days.ts';

const NO_BODY: BreakdownBody = {
  ...{ kind: 'breakdown', dimensions: [], measures: [], metrics: [], columns: 0, first_day: '', last_day: '' },
  ...{ rows: [], more: [], starts: [] },
};

export interface Sums extends Days {
  readonly body: BreakdownBody | undefined;
}

/**
 * The sums of the page and the rows of some days of theirs, read once somebody needs them.
 * @param ranges empty when no sums are needed
 * @param of     another breakdown than that of the page
 */
export function useSums(ranges: readonly (DayRange | null)[], of?: string | null): Sums {
  const { view, current } = usePage();
  const name = ranges.length > 0 ? (of === undefined ? view.sums : of) : null;
  const key = name ? current?.tiles[name] : undefined;
  const { value, error } = useReading(
    `${name} ${key}`,
    async () => (name ? readTile(name) : undefined),
    () => peek<Tile>(key),
  );
  // The last one stays until another is read.
  const body = value?.name === name && value.body.kind === 'breakdown' ? value.body : undefined;
  const days = useDays(body ?? NO_BODY, body ? ranges : []);
  const isMissing = name !== null && !body && (error !== undefined || value?.name === name);
  return {
    ...days,
    body,
    isReading: days.isReading || (name !== null && !body && !isMissing),
    isFailed: days.isFailed || isMissing,
  };
}
