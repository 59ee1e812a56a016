export interface Leaf {
  readonly value: unknown;
  /** A copy of the whole with something else in this place. */
  readonly put: (value: unknown) => unknown;
}

/** Plain values of a record, those near its top first. */
export function leavesOf(record: unknown): Leaf[] {
  const leaves: (Leaf & { readonly depth: number })[] = [];
  const visit = (value: unknown, depth: number, put: Leaf['put']) => {
    if (depth > 6) return;
    if (Array.isArray(value))
      for (const [at, item] of value.entries()) visit(item, depth + 1, (other) => put(value.with(at, other)));
    else if (typeof value === 'object' && value !== null)
      for (const [key, child] of Object.entries(value))
        visit(child, depth + 1, (other) => put({ ...value, [key]: other }));
    else leaves.push({ value, put, depth });
  };
  visit(record, 0, (other) => other);
  return leaves.sort((a, b) => a.depth - b.depth);
}
