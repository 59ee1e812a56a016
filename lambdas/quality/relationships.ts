import { ConfigError } from '../contracts/errors.ts';
import type { Candidate } from '../ports/warehouse.ts';
import type { Compilation } from '../sql/compile.ts';
import { compileStatement } from '../sql/compile-statement.ts';
import type { SqlLibrary } from '../sql/library.ts';
import type { Model } from '../sql/model.ts';
import { countWhere, sampleKeys, severityOf, type ValidationResult } from './scan-table.ts';

/** Models that a column of this one refers to. */
export const targetsOf = ({ file, header }: Model, { models }: SqlLibrary): Model[] =>
  Object.entries(header.columns).flatMap(([column, { checks }]) =>
    checks.flatMap((check) => {
      if (typeof check === 'string' || !('in' in check)) return [];
      const target = models.get(check.in.split('.')[0]!);
      if (!target) throw new ConfigError(`${file}: ${column} refers to ${check.in}, which no file defines`);
      return [target];
    }),
  );

/** Counts values of a column that are missing from the referenced column; null is allowed. */
export async function checkRelationships(
  model: Model,
  built: ReadonlySet<string>,
  candidate: Candidate,
  compilation: Compilation,
): Promise<ValidationResult[]> {
  const validations: ValidationResult[] = [];
  for (const [column, { checks }] of Object.entries(model.header.columns)) {
    for (const check of checks) {
      if (typeof check === 'string' || !('in' in check)) continue;
      const [name, key] = check.in.split('.') as [string, string];
      const parent = compilation.library.models.get(name)!;
      const base = {
        check: 'relationship',
        family: 'relationship',
        table: model.table,
        column,
        severity: check.severity ?? 'error',
        threshold: 0,
        unit: 'rows',
      } as const;
      if (!built.has(parent.table)) {
        validations.push({
          ...base,
          outcome: 'unknown',
          value: null,
          sample_keys: [],
          message: `${parent.table} was not built.`,
        });
        continue;
      }
      const pointing = { table: model.table, column, parent: parent.table, key };
      const violation = compileStatement('points_nowhere', pointing, compilation);
      const rows = await countWhere(model, violation, candidate, compilation);
      validations.push({
        ...base,
        severity: rows > 0 ? await severityOf(model, { ...base, violation }, candidate, compilation) : base.severity,
        outcome: rows > 0 ? 'fail' : 'pass',
        value: rows,
        sample_keys: rows > 0 ? await sampleKeys(model, violation, candidate, compilation) : [],
        message: rows > 0 ? `${rows} rows have a ${column} that ${check.in} does not hold.` : '',
      });
    }
  }
  return validations;
}
