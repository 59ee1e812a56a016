import { CURRENT_KEY } from '../contracts/layout.ts';
import { Current } from '../contracts/pipeline.ts';
import { parseDocument } from '../platform/stored-document.ts';
import type { ObjectStore } from '../ports/object-store.ts';
import type { Candidate, Tables, Warehouse } from '../ports/warehouse.ts';
import type { Model } from '../sql/model.ts';
import type { ValidationResult } from './scan-table.ts';

const HOUR = 3_600_000;

/**
 * Age and volume of a table. Age is measured against `as_of`, volume against what is published now, so that the same data
 * gives the same answer on any day.
 */
export async function checkTable(
  model: Model,
  asOf: string,
  candidate: Candidate,
  ports: { readonly warehouse: Pick<Warehouse, 'tables' | 'extents'>; readonly store: ObjectStore },
): Promise<ValidationResult[]> {
  const validations: ValidationResult[] = [];
  for (const check of model.header.checks) {
    const base = { table: model.table, severity: check.severity ?? 'error', sample_keys: [] as string[] };
    if ('freshness' in check) {
      const { column, max_hours } = check.freshness;
      const newest = (await extentOf(candidate, model.table, column))?.newest ?? null;
      const hours = newest === null ? null : (Date.parse(asOf) - Date.parse(newest)) / HOUR;
      const old = hours !== null && hours > max_hours;
      validations.push({
        ...base,
        check: 'freshness',
        family: 'freshness',
        column,
        outcome: hours === null ? 'unknown' : old ? 'fail' : 'pass',
        value: hours === null ? null : Math.round(hours * 100) / 100,
        threshold: max_hours,
        unit: 'hours',
        message: hours === null ? 'The table is empty.' : old ? `The newest ${column} is ${newest}.` : '',
      });
    } else {
      const [rows, before] = [(await extentOf(candidate, model.table))?.rows ?? 0, await publishedRows(ports, model)];
      const least = Math.ceil(before * (1 - check.volume.max_drop));
      validations.push({
        ...base,
        check: 'volume',
        family: 'volume',
        column: null,
        outcome: rows < least ? 'fail' : 'pass',
        value: rows,
        threshold: least,
        unit: 'rows',
        message:
          rows < least
            ? `The published version has ${before} rows; a fall to ${rows} is more than a normal day explains.`
            : '',
      });
    }
  }
  return validations;
}

const extentOf = async (reader: Pick<Tables, 'extents'>, table: string, date?: string) =>
  (await reader.extents([{ table, date }])).get(table);

/** 0 before the first version. The served version counts: the warehouse holds other rows of a held mart. */
async function publishedRows(
  { warehouse, store }: { readonly warehouse: Pick<Warehouse, 'tables' | 'extents'>; readonly store: ObjectStore },
  { table, name: model, layer }: Model,
): Promise<number> {
  const current = layer === 'marts' ? await store.get(CURRENT_KEY) : undefined;
  if (current) return parseDocument(CURRENT_KEY, current.body, Current).marts[model]?.rows ?? 0;
  if (!(await warehouse.tables(layer)).has(table)) return 0;
  return (await extentOf(warehouse, table))?.rows ?? 0;
}
