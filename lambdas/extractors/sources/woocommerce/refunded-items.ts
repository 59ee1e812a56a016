/** Lists of a refund whose items take back an item of the order. */
const LISTS = ['line_items', 'shipping_lines'] as const;
const NAME = '_refunded_item_id';

/**
 * Which item of the order a refunded one takes back stands in its meta data. What plugins write there is nobody's to keep in clear,
 * so this one value is lifted beside it, under its own name, before the record is looked at.
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
  // An id and nothing else: whoever wrote another thing under this name keeps it where it was.
  return /^\d{1,15}$/.test(String(id)) ? { ...(item as object), [NAME]: String(id) } : item;
}
