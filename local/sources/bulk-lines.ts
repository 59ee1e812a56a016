// Lines of Shopify's bulk export: each child is on a line of its own and names its parent.
// https://shopify.dev/docs/api/usage/bulk-operations/queries

interface Line {
  readonly [field: string]: unknown;
  readonly id?: unknown;
  readonly __parentId?: unknown;
}

const isLine = (value: unknown): value is Line => typeof value === 'object' && value !== null && !Array.isArray(value);
/** `LineItem` of `gid://shopify/LineItem/1`. */
const typeOf = (id: unknown) => (typeof id === 'string' ? /^gid:\/\/\w+\/(\w+)\//.exec(id)?.[1] : undefined);

/**
 * Nests children into their parents, in a connection named after their type (`lineItems: { nodes }`), unless they are
 * records themselves, as variants are; orphans stay. Other values are returned unchanged.
 * @param isRecord whether a value is a record of the requested stream
 */
export function stitchedLines(values: readonly unknown[], isRecord: (value: unknown) => boolean): readonly unknown[] {
  if (!values.some((one) => isLine(one) && typeof one.__parentId === 'string')) return values;
  const byId = new Map(values.flatMap((one) => (isLine(one) ? [[one.id, one as Record<string, unknown>]] : [])));
  return values.filter((one) => {
    if (!isLine(one) || typeof one.__parentId !== 'string') return true;
    const parent = byId.get(one.__parentId);
    const type = typeOf(one.id) ?? (typeof one.__typename === 'string' ? one.__typename : 'Child');
    const { __parentId, ...child } = one as Record<string, unknown>;
    if (!parent || isRecord(child)) return true;
    // Grandchildren find their parent by its line: it is the object nested in the connection.
    delete (one as Record<string, unknown>).__parentId;
    const field = `${type.charAt(0).toLowerCase()}${type.slice(1)}s`;
    const { nodes } = (parent[field] ?? { nodes: [] }) as { readonly nodes: readonly unknown[] };
    parent[field] = { nodes: [...nodes, one] };
    return false;
  });
}
