/** Lists of a refund whose items refer to an item of the order. */
const LISTS = ['line_items', 'shipping_lines'] as const;
const NAME = '_refunded_item_id';

/**
 * The reference of a refunded item to its order item is in its metadata. Metadata of plugins may be personal and is not
 * kept in clear, so this one value is copied beside it, under its own name, before the record is processed.
 */
export function withRefundedItems(body: unknown): readonly unknown[] {
  return (Array.isArray(body) ? body : [body]).map((refund: unknown) => {
    if (typeof refund !== 'object' || refund === null) return refund;
    const lists = LISTS.flatMap((name) => {
      const items = (refund as Record<string, unknown>)[name];
      return Array.isArray(items) ? [[name, items.map(lifted)] as const] : [];
    });
    return { ...refund, ...Object.fromEntries(lists) };
  });
}

function lifted(item: unknown): unknown {
  const meta = (item as { meta_data?: unknown } | null)?.meta_data;
  if (!Array.isArray(meta)) return item;
  const found = meta.find((one: { key?: unknown } | null) => one?.key === NAME) as { value?: unknown } | undefined;
  const id = found?.value;
  // Ids only: any other value under this name stays where it was.
  return /^\d{1,15}$/.test(String(id)) ? { ...(item as object), [NAME]: String(id) } : item;
}
