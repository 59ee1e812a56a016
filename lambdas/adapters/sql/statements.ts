// Statements that both engines read alike.
import type { Spelling } from '../../ports/spelling.ts';
import type { Column, Row, Selection, Tables, Value, Where } from '../../ports/warehouse.ts';
import { identifier, identifiers, tableName } from './names.ts';

export const definitionsOf = (columns: readonly Column[]): string =>
  columns.map(({ name, type }) => `${identifier(name)} ${type}`).join(', ');

function valueSql(value: Value, { literal }: Spelling): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return literal(value);
  return typeof value === 'object' ? literal(JSON.stringify(value)) : String(value);
}

export function conditionOf(where: Where, spelling: Spelling): string {
  const parts = Object.entries(where).map(([column, value]) => {
    if (!Array.isArray(value)) return `${identifier(column)} = ${valueSql(value as Value, spelling)}`;
    if (value.length === 0) return 'false';
    return `${identifier(column)} in (${value.map((one) => valueSql(one, spelling)).join(', ')})`;
  });
  return parts.join(' and ') || 'true';
}

export function selectSql(table: string, { columns, where, order = columns }: Selection, spelling: Spelling): string {
  const among = where ? ` where ${conditionOf(where, spelling)}` : '';
  const sorted =
    order.length > 0 ? ` order by ${order.map((column) => `${identifier(column)} nulls last`).join(', ')}` : '';
  return `select ${identifiers(columns)} from ${tableName(table)}${among}${sorted}`;
}

export function extentsSql(of: Parameters<Tables['extents']>[0], { literal }: Spelling): string {
  const parts = of.map(({ table, date }) => {
    const newest = date ? `max(${identifier(date)})` : 'cast(null as date)';
    return `select ${literal(table)} as name, count(*) as row_count, ${newest} as newest from ${tableName(table)}`;
  });
  return parts.join(' union all ');
}

export function appendRowSql(table: string, row: Row, spelling: Spelling): string {
  const values = Object.values(row).map((value) => valueSql(value, spelling));
  return `insert into ${tableName(table)} (${identifiers(Object.keys(row))}) select ${values.join(', ')}`;
}

export const deleteKeysSql = (table: string, columns: readonly string[], keys: string): string => {
  const names = identifiers(columns);
  return `delete from ${tableName(table)} where (${names}) in (select ${names} from ${tableName(keys)})`;
};
