import { type CheckResult, rankOf } from '../contracts/quality.ts';

/** A failed check, and the failed checks of tables built from its table. */
export interface CheckGroup {
  readonly check: CheckResult;
  readonly below: readonly CheckResult[];
}

/** Schema-qualified names of a table's parents. */
export type ParentsOf = (table: string) => readonly string[];

/**
 * Groups failed checks under the check that fails furthest upstream: a wrong order is one incident, not one per mart it
 * flows into. A check is never grouped under a milder one, which would hide it.
 */
export function byRootCause(failed: readonly CheckResult[], parentsOf: ParentsOf): readonly CheckGroup[] {
  const above = new Map(failed.map(({ table }) => [table, ancestorsOf(table, parentsOf)]));
  const below = new Map<CheckResult, CheckResult[]>();
  const roots: CheckResult[] = [];
  for (const check of failed) {
    const causes = failed.filter(
      (other) => above.get(check.table)!.has(other.table) && rankOf(other.severity) >= rankOf(check.severity),
    );
    // Of several candidates, the one that is upstream of no other.
    const root = causes.find((one) => !causes.some(({ table }) => above.get(one.table)!.has(table)));
    if (root) below.set(root, [...(below.get(root) ?? []), check]);
    else roots.push(check);
  }
  return roots.map((check) => ({ check, below: below.get(check) ?? [] }));
}

function ancestorsOf(table: string, parentsOf: ParentsOf): ReadonlySet<string> {
  const seen = new Set<string>();
  const waiting = [...parentsOf(table)];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    waiting.push(...parentsOf(next));
  }
  seen.delete(table);
  return seen;
}
