// The subset of Google's query language that reports need, with the vendor's refusals.

interface Condition {
  readonly field: string;
  readonly operator: 'IN' | '=' | 'BETWEEN' | '>=' | '<=';
  readonly values: readonly string[];
}

export interface Parsed {
  readonly select: readonly string[];
  readonly from: string;
  readonly where: readonly Condition[];
  readonly limit?: number;
}

/** @returns undefined for a text that is not a query */
export function parseQuery(text: string): Parsed | undefined {
  const shape =
    /^\s*SELECT\s+(?<select>[\w.,\s]+?)\s+FROM\s+(?<from>\w+)(?:\s+WHERE\s+(?<where>.+?))?(?:\s+ORDER BY\s+(?<order>[\w.,\s]+?))?(?:\s+LIMIT\s+(?<limit>\d+))?\s*$/s;
  const { select, from, where, limit } = shape.exec(text)?.groups ?? {};
  if (select === undefined || from === undefined) return undefined;
  const conditions = where === undefined ? [] : conditionsOf(where);
  if (!conditions) return undefined;
  return {
    select: select.split(',').map((one) => one.trim()),
    from,
    where: conditions,
    ...(limit === undefined ? {} : { limit: Number(limit) }),
  };
}

function conditionsOf(text: string): Condition[] | undefined {
  const one =
    /^(?:AND\s+)?([\w.]+)\s+(?:(IN)\s+\(([^)]*)\)|(BETWEEN)\s+'([^']*)'\s+AND\s+'([^']*)'|(=|>=|<=)\s+'([^']*)')\s*/;
  const found: Condition[] = [];
  for (let rest = text.trim(); rest !== ''; ) {
    const match = one.exec(rest);
    if (!match) return undefined;
    const [whole, field, isIn, list, isBetween, low, high, operator, value] = match;
    if (isIn)
      found.push({ field: field!, operator: 'IN', values: list!.split(',').map((each) => each.trim().slice(1, -1)) });
    else if (isBetween) found.push({ field: field!, operator: 'BETWEEN', values: [low!, high!] });
    else found.push({ field: field!, operator: operator as '=', values: [value!] });
    rest = rest.slice(whole.length);
  }
  return found;
}

export const camel = (name: string) => name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** A row reduced to the selected fields; a resource keeps its name. */
export function project(row: Readonly<Record<string, unknown>>, select: readonly string[]): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const field of select) {
    let from: unknown = row;
    let to = out;
    const names = field.split('.').map(camel);
    for (const [at, name] of names.entries()) {
      if (typeof from !== 'object' || from === null) break;
      const value = (from as Record<string, unknown>)[name];
      if (value === undefined) break;
      if (at === names.length - 1) to[name] = value;
      else {
        const { resourceName } = value as { resourceName?: string };
        to[name] ??= resourceName === undefined ? {} : { resourceName };
        to = to[name] as Record<string, unknown>;
      }
      from = value;
    }
  }
  return out;
}
