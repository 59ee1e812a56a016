// Search criteria: groups of filters that must all hold, sort orders, numbered pages.
import type { Listing } from './routes.ts';

/** Maximum page size with input limiting on, as it should be; also the default. */
const MOST = 300;
const DEFAULT = 20;
const FILTER = /^searchCriteria\[(?:filterGroups|filter_groups)\]\[(\d+)\]\[filters\]\[(\d+)\]\[(\w+)\]$/;
const SORT = /^searchCriteria\[(?:sortOrders|sort_orders)\]\[(\d+)\]\[(\w+)\]$/;
const CONDITIONS = ['gteq', 'gt', 'lteq', 'lt'] as const;

export interface Criteria {
  /** Half-open, milliseconds UTC. */
  readonly window: { readonly from?: number; readonly to?: number };
  readonly size: number;
  readonly current: number;
  /** By change time, or by id. */
  readonly isByTime: boolean;
  /** As an answer repeats them. */
  readonly echo: unknown;
}

interface Filter {
  field?: string;
  value?: string;
  condition_type?: string;
}

/** @returns the error, if any */
export function readCriteria(params: URLSearchParams, listing: Listing): Criteria | string {
  const filters = new Map<string, Filter>();
  const orders = new Map<string, { field?: string; direction?: string }>();
  let size = DEFAULT;
  let current = 1;
  for (const [name, value] of params) {
    const filter = FILTER.exec(name);
    const order = SORT.exec(name);
    if (filter) {
      const key = `${filter[1]}/${filter[2]}`;
      const part = filter[3] === 'conditionType' ? 'condition_type' : filter[3];
      if (part !== 'field' && part !== 'value' && part !== 'condition_type') return `Unknown part of a filter: ${name}`;
      filters.set(key, { ...filters.get(key), [part]: value });
    } else if (order) orders.set(order[1]!, { ...orders.get(order[1]!), [order[2]!]: value });
    else if (name === 'searchCriteria[pageSize]') size = Number(value);
    else if (name === 'searchCriteria[currentPage]') current = Number(value);
    else if (name !== 'fields' && name !== 'searchCriteria') return `Unknown parameter: ${name}`;
  }
  if (!Number.isInteger(size) || size < 1) return 'Invalid pageSize';
  if (size > MOST) return `Maximum SearchCriteria pageSize is ${MOST}`;
  if (!Number.isInteger(current) || current < 1) return 'Invalid currentPage';
  const window = windowOf([...filters.values()], listing);
  if (typeof window === 'string') return window;
  const fields = [...orders.values()].map(({ field, direction }) => (direction === 'ASC' ? field : `${field} DESC`));
  const isByTime = fields[0] === 'updated_at' && listing.changes;
  const rest = isByTime ? fields.slice(1) : fields;
  if (rest.some((field, at) => field !== listing.sort[at])) return `Invalid sort order: ${fields.join(', ')}`;
  if (!isByTime && filters.size > 0) return 'Filtered lists are sorted by updated_at here';
  return {
    window,
    size,
    current,
    isByTime,
    echo: {
      filter_groups: [...filters.values()].map((one) => ({ filters: [one] })),
      sort_orders: [...orders.values()],
      page_size: size,
      current_page: current,
    },
  };
}

function windowOf(filters: readonly Filter[], { changes }: Listing): Criteria['window'] | string {
  let from: number | undefined;
  let to: number | undefined;
  for (const { field, value = '', condition_type: condition } of filters) {
    if (field !== 'updated_at' || !changes) return `Invalid attribute name: ${field}`;
    if (!CONDITIONS.includes(condition as never)) return `Condition type ${condition} is not served here`;
    const at = Date.parse(`${value.replace(' ', 'T')}Z`);
    if (Number.isNaN(at)) return `Invalid time: ${value}`;
    if (condition === 'gteq') from = at;
    else if (condition === 'gt') from = at + 1000;
    else to = condition === 'lt' ? at : at + 1000;
  }
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}
