import { WarehouseError } from '../../contracts/errors.ts';
import type { Column, Extent, Row, Selection, Tables, Value, Where } from '../../ports/warehouse.ts';
import { identifiers, splitTable, tableName } from './names.ts';
import type { EngineWords, SqlSession } from './sql-session.ts';
import { appendRowSql, conditionOf, definitionsOf, deleteKeysSql, extentsSql, selectSql } from './statements.ts';

/** Reads through one session, the same for both engines. */
export class SqlTables implements Tables {
  readonly spelling;
  protected readonly session: SqlSession;
  readonly #words: EngineWords;

  constructor(session: SqlSession, words: EngineWords) {
    this.session = session;
    this.#words = words;
    this.spelling = words.spelling;
  }

  query<T extends Row = Row>(sql: string): Promise<T[]> {
    return this.session.query<T>(sql);
  }

  async assertBinds(sql: string): Promise<void> {
    await this.session.query(`explain ${sql}`);
  }

  async tables(schema?: string): Promise<ReadonlySet<string>> {
    const among = schema === undefined ? '' : ` where lower(table_schema) = ${this.spelling.literal(schema)}`;
    const rows = await this.session.query<{ name: string }>(
      `select lower(table_schema) || '.' || lower(table_name) as name from information_schema.tables${among}`,
    );
    return new Set(rows.map(({ name }) => name));
  }

  async columnsOf(table: string): Promise<readonly Column[]> {
    const columns = await this.session.columnsOf(table);
    if (columns.length === 0) throw new WarehouseError(`there is no table ${table}`);
    return columns;
  }

  async extents(of: Parameters<Tables['extents']>[0]): Promise<ReadonlyMap<string, Extent>> {
    if (of.length === 0) return new Map();
    const rows = await this.session.query<{ name: string; row_count: number; newest: string | null }>(
      extentsSql(of, this.spelling),
    );
    return new Map(rows.map(({ name, row_count, newest }) => [name, { rows: Number(row_count), newest }]));
  }

  async measure(table: string, expressions: Readonly<Record<string, string>>): Promise<Row> {
    const columns = Object.entries(expressions).map(([name, sql]) => `${sql} as ${name}`);
    const [row] = await this.session.query(`select ${columns.join(', ')} from ${tableName(table)}`);
    return row!;
  }

  rowsOf<T extends Row = Row>(table: string, selection: Selection): Promise<T[]> {
    return this.session.query<T>(selectSql(table, selection, this.spelling));
  }

  streamRows<T extends Row = Row>(table: string, selection: Selection): AsyncIterable<readonly T[]> {
    return this.session.stream<T>(selectSql(table, selection, this.spelling));
  }

  protected async drop(table: string): Promise<void> {
    // Both engines refuse `drop table` for a view, and `drop view` for a table.
    await this.session.execute(`drop ${(await this.isView(table)) ? 'view' : 'table'} if exists ${tableName(table)}`);
  }

  protected async isView(table: string): Promise<boolean> {
    const [schema, name] = splitTable(table);
    const { literal } = this.spelling;
    const views = await this.session.query(
      `select 1 as found from information_schema.views where lower(table_schema) = ${literal(schema)} and lower(table_name) = ${literal(name)}`,
    );
    return views.length > 0;
  }

  protected async rename(from: string, to: string): Promise<void> {
    await this.session.execute(`alter table ${tableName(from)} rename to ${this.#words.renamed(tableName(to))}`);
  }
}

/** Changes to a candidate, the same for both engines. */
export class CandidateTables extends SqlTables {
  async createTable(table: string, sql: string): Promise<void> {
    await this.session.execute(`create or replace table ${tableName(table)} as ${sql}`);
  }

  async ensureTable(table: string, columns: readonly Column[]): Promise<void> {
    await this.session.execute(`create table if not exists ${tableName(table)} (${definitionsOf(columns)})`);
  }

  async createView(view: string, sql: string): Promise<void> {
    await this.drop(view);
    await this.session.execute(`create view ${tableName(view)} as ${sql}`);
  }

  async replaceTable(table: string, next: string): Promise<void> {
    await this.drop(table);
    await this.rename(next, table);
  }

  async dropTable(table: string): Promise<void> {
    await this.session.execute(`drop table if exists ${tableName(table)}`);
  }

  async appendSelect(table: string, columns: readonly string[], sql: string): Promise<void> {
    await this.session.execute(`insert into ${tableName(table)} (${identifiers(columns)}) ${sql}`);
  }

  async appendRow(table: string, row: Row): Promise<void> {
    await this.session.execute(appendRowSql(table, row, this.spelling));
  }

  async deleteRows(table: string, where: Where): Promise<void> {
    await this.deleteWhere(table, conditionOf(where, this.spelling));
  }

  async deleteWhere(table: string, condition: string): Promise<void> {
    await this.session.execute(`delete from ${tableName(table)} where ${condition}`);
  }

  async deleteKeys(table: string, columns: readonly string[], keys: string): Promise<void> {
    await this.session.execute(deleteKeysSql(table, columns, keys));
  }
}

/** A value as text that an engine casts back without loss; null stays null. */
export function textOf(value: Value): string | null {
  if (value === null) return null;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
