// The shortest chain of edges between two records of people.

/** A row of fct_identity_edges. */
export interface Edge {
  readonly record_key: string;
  readonly identifier: string;
  readonly rule: string;
  readonly confidence: string;
  readonly stated_by: string;
  readonly seen_at: string;
}

/** Two records tied to one identifier. */
export interface Step {
  readonly from: Edge;
  readonly to: Edge;
}

function groupBy(edges: readonly Edge[], key: 'record_key' | 'identifier'): ReadonlyMap<string, readonly Edge[]> {
  const groups = new Map<string, Edge[]>();
  for (const edge of edges) groups.set(edge[key], [...(groups.get(edge[key]) ?? []), edge]);
  return groups;
}

function shortest(edges: readonly Edge[], from: string, to: string): Step[] | undefined {
  const [ofRecord, ofIdentifier] = [groupBy(edges, 'record_key'), groupBy(edges, 'identifier')];
  const reachedBy = new Map<string, Step | null>([[from, null]]);
  const queue = [from];
  for (const record of queue) {
    if (record === to) break;
    for (const edge of ofRecord.get(record) ?? [])
      for (const other of ofIdentifier.get(edge.identifier) ?? []) {
        if (reachedBy.has(other.record_key)) continue;
        reachedBy.set(other.record_key, { from: edge, to: other });
        queue.push(other.record_key);
      }
  }
  if (!reachedBy.has(to)) return undefined;
  const chain: Step[] = [];
  for (let step = reachedBy.get(to); step; step = reachedBy.get(step.from.record_key)) chain.unshift(step);
  return chain;
}

/**
 * The shortest chain of certain and high edges; where there is none, the shortest of all edges.
 * @returns undefined when nothing links the two
 */
export function chainBetween(edges: readonly Edge[], from: string, to: string): Step[] | undefined {
  const strict = edges.filter(({ confidence }) => confidence !== 'medium');
  return shortest(strict, from, to) ?? shortest(edges, from, to);
}
