// Extracts rows from Google's answers, and from exports of other tools.

interface Batch {
  readonly results?: readonly unknown[];
}

const isBatch = (value: unknown): value is Batch =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  ('results' in value || 'fieldMask' in value || 'requestId' in value);

/** A resource's id is at the end of its name, even when the query does not select it. */
function withIds(row: unknown): unknown {
  if (typeof row !== 'object' || row === null) return row;
  const named = (resource: unknown) => {
    const { id, resourceName } = (resource ?? {}) as { readonly id?: unknown; readonly resourceName?: unknown };
    if (id !== undefined || typeof resourceName !== 'string') return resource;
    const [, last] = /^customers\/\d+\/(?:campaigns|adGroups)\/(\d+)$/.exec(resourceName) ?? [];
    return last === undefined ? resource : { ...(resource as object), id: last };
  };
  const { campaign, adGroup } = row as { readonly campaign?: unknown; readonly adGroup?: unknown };
  return {
    ...row,
    ...(campaign === undefined ? {} : { campaign: named(campaign) }),
    ...(adGroup === undefined ? {} : { adGroup: named(adGroup) }),
  };
}

/** The rows of a streamed answer, which is a list of batches, or of a page; undefined for any other shape. */
export function rowsIn(body: unknown): readonly unknown[] | undefined {
  if (isBatch(body)) return (body.results ?? []).map(withIds);
  if (!Array.isArray(body) || !body.every(isBatch)) return undefined;
  return body.flatMap((batch) => batch.results ?? []).map(withIds);
}

const camel = (name: string) => name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/**
 * A row that other tools export flat, keyed by the query's field names (`campaign.advertising_channel_type`), nested as
 * the vendor does; undefined when it is not flat.
 */
function nested(record: unknown): unknown {
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

/**
 * A row printed by the client libraries, `{ ad_group: { resource_name } }`, with the names of the JSON API; other names
 * stay.
 */
function camelled(row: unknown): unknown {
  if (Array.isArray(row)) return row.map(camelled);
  if (typeof row !== 'object' || row === null) return row;
  return Object.fromEntries(Object.entries(row).map(([key, value]) => [camel(key), camelled(value)]));
}

/** Keys of a row, in any spelling of its resources. */
const RESOURCE = /^(?:customer|campaign|ad_group|metrics$|segments$|search_term_view$|keyword_view$|change_status$)/;

/** For whole answers, and for single records of other tools. */
export function unwrap(body: unknown): readonly unknown[] | undefined {
  const flat = nested(body);
  if (flat !== undefined) return [withIds(flat)];
  const rows = rowsIn(body);
  if (rows) return rows.map((row) => withIds(camelled(row)));
  const isRow = typeof body === 'object' && body !== null && Object.keys(body).some((key) => RESOURCE.test(key));
  return isRow ? [withIds(camelled(body))] : undefined;
}
