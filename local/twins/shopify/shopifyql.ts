// The subset of ShopifyQL that a daily sales report needs; the rest is refused.
// https://shopify.dev/docs/api/shopifyql/2026-07/syntax

/** A report by day: the metrics in the requested order, both days included. */
export interface DailyReport {
  readonly metrics: readonly string[];
  readonly since: string;
  readonly until: string;
  readonly descending: boolean;
}

const CLAUSE = /\b(FROM|SHOW|TIMESERIES|SINCE|UNTIL|ORDER\s+BY|[A-Z]{2,}(?:\s+(?:BY|TO))?)\s+/g;
const DAY = /^\d{4}-\d\d-\d\d$/;

/**
 * Parses `FROM sales SHOW … TIMESERIES day SINCE … UNTIL … [ORDER BY day [ASC|DESC]]`, its clauses in any order.
 * @param known metrics of the table
 * @returns the report, or its errors, as the vendor's `parseErrors`
 */
export function parseShopifyql(text: string, known: ReadonlySet<string>): DailyReport | { readonly errors: string[] } {
  const clauses = new Map<string, string>();
  const errors: string[] = [];
  const starts = [...text.matchAll(CLAUSE)];
  for (const [at, { 0: whole, 1: keyword = '', index }] of starts.entries()) {
    const name = keyword.replace(/\s+/g, ' ');
    if (clauses.has(name)) errors.push(`Duplicate keyword: ${name}`);
    clauses.set(name, text.slice(index + whole.length, starts[at + 1]?.index).trim());
  }
  const take = (name: string): string => {
    const value = clauses.get(name) ?? '';
    clauses.delete(name);
    return value;
  };
  const [table, grain, since, until] = [take('FROM'), take('TIMESERIES'), take('SINCE'), take('UNTIL')];
  const [ordered = 'day', direction = 'ASC', ...rest] = (take('ORDER BY') || 'day ASC').split(/\s+/);
  const metrics = take('SHOW')
    .split(',')
    .map((one) => one.trim());
  if (table !== 'sales') errors.push(`Unknown table: '${table}'`);
  for (const name of metrics) if (!known.has(name)) errors.push(`Unknown column: '${name}'`);
  if (grain !== 'day') errors.push(`Unsupported time dimension: '${grain}'`);
  for (const day of [since, until])
    if (!DAY.test(day) || Number.isNaN(Date.parse(day))) errors.push(`Invalid date: '${day}'`);
  if (until < since) errors.push(`UNTIL ${until} is before SINCE ${since}`);
  if (ordered !== 'day' || !/^(ASC|DESC)$/.test(direction) || rest.length > 0)
    errors.push(`Unsupported ORDER BY: '${ordered}'`);
  for (const keyword of clauses.keys()) errors.push(`Unsupported keyword: ${keyword}`);
  return errors.length > 0 ? { errors } : { metrics, since, until, descending: direction === 'DESC' };
}
