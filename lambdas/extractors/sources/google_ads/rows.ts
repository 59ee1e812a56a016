// Rows out of what Google answers, and out of what other tools have made of them.

interface Batch {
  readonly results?: readonly unknown[];
}

const isBatch = (value: unknown): value is Batch =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  ('results' in value || 'fieldMask' in value || 'requestId' in value);

/** The rows of a streamed answer, which is a list of batches, or of a page; undefined when it is neither. */
export function rowsIn(body: unknown): readonly unknown[] | undefined {
  if (isBatch(body)) return body.results ?? [];
  if (!Array.isArray(body) || !body.every(isBatch)) return undefined;
  return body.flatMap((batch) => batch.results ?? []);
}

const camel = (name: string) => name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/**
 * The row that other tools write flat, with the query's own words for keys (`campaign.advertising_channel_type`), as the vendor
 * nests it; undefined when it is not flat.
 */
export function nested(record: unknown): unknown {
  if (typeof record !== 'object' || record === null || Array.isArray(record)) return undefined;
  const entries = Object.entries(record);
  if (!entries.some(([key]) => /^[a-z_]+\.[a-z_.0-9]+$/.test(key))) return undefined;
  const row: Record<string, unknown> = {};
  for (const [key, value] of entries) {
    const names = key.split('.').map(camel);
    let at = row;
    for (const name of names.slice(0, -1)) {
      const inner = at[name];
      at[name] = typeof inner === 'object' && inner !== null ? inner : {};
      at = at[name] as Record<string, unknown>;
    }
    at[names.at(-1)!] = value;
  }
  return row;
}

/** For whole answers, and for single records of other tools. */
export function unwrap(body: unknown): readonly unknown[] | undefined {
  const flat = nested(body);
  return flat === undefined ? rowsIn(body) : [flat];
}
