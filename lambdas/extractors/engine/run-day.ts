import { InvariantError } from '../../contracts/errors.ts';

/**
 * `20260101T…` as a single machine and operators name runs, `2026-01-01T…` as EventBridge Scheduler writes its time.
 */
const HEAD = /^(\d{4})-?(\d{2})-?(\d{2})T/;

/**
 * The UTC date of a run's start, from the head of the run id, so that a slice that resumes later stays in its folder.
 * @throws InvariantError when the id does not begin with a moment
 */
export function runDay(runId: string): string {
  const [, year, month, day] = HEAD.exec(runId) ?? [];
  if (day === undefined)
    throw new InvariantError(
      `run id '${runId}' does not begin with the moment of its start (expected 20260101T000000Z-… or 2026-01-01T00:00:00Z-…)`,
    );
  return `${year}-${month}-${day}`;
}
