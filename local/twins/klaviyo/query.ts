// Filters, cursors and sparse fields in a caller's syntax.
import type { Endpoint } from './endpoints.ts';

/** An unknown filter or sort is an error; it is not ignored. */
export function refusedParameter(params: URLSearchParams, { field, operators = [] }: Endpoint): string | undefined {
  for (const [, operator, name] of (params.get('filter') ?? '').matchAll(/([a-z-]+)\(([\w.]+),/g)) {
    if (name === 'messages.channel' && field === 'updated_at') continue;
    if (name !== field || !operators.includes(operator ?? ''))
      return `Invalid filter provided: '${operator}' is not supported on '${name}'.`;
  }
  const sort = params.get('sort');
  if (sort !== null && sort !== field) return `Invalid sort parameter '${sort}'.`;
  return undefined;
}

/** `greater-or-equal(f,t)`, `greater-than(f,t)` (truncated to the second by the vendor) and `less-than(f,t)`. */
export function rangeOf(filter: string, field: string): { from?: number; to?: number } {
  const edge = (operator: string) => {
    const match = new RegExp(`${operator}\\(${field},([^)]+)\\)`).exec(filter)?.[1];
    return match === undefined ? undefined : Date.parse(match);
  };
  const least = edge('greater-or-equal');
  const above = edge('greater-than');
  const most = edge('less-or-equal');
  const to = edge('less-than') ?? (most === undefined ? undefined : most + 1);
  const from = least ?? (above === undefined ? undefined : Math.floor(above / 1000) * 1000 + 1000);
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

export const readCursor = (text: string) => {
  const [at, id] = Buffer.from(text, 'base64url').toString().split(':');
  return { at: Number(at), id: id ?? '' };
};

/** `fields[event]=a,b`: the requested attributes. */
export function sparse(params: URLSearchParams): ReadonlySet<string> | undefined {
  for (const [name, value] of params) if (name.startsWith('fields[')) return new Set(value.split(','));
  return undefined;
}
