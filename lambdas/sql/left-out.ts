// Unusable rows of a staging model, as SQL derived from its header.

import { compileStatement } from './compile-statement.ts';
import type { ColumnCheck } from './header.ts';
import type { Model } from './model.ts';
import { connectionOf, keyText } from './row-key.ts';

export interface LeftOut {
  /** True for a row without its key, without a column that the header calls required, or with one beyond its bounds. */
  readonly broken: string;
  /** Number of such rows. */
  readonly count: string;
  /** Columns recorded for such rows. */
  noted(table: string, compiling: Parameters<typeof compileStatement>[2]): string;
}

export function leftOutOf(model: Model): LeftOut {
  const { columns, key, required, replace_partition } = model.header;
  const breaks = [...new Set([...key, ...required])].map((column) => ({
    column,
    when: brokenWhen(column, columns[column]!.checks),
  }));
  const broken = breaks.map(({ when }) => when).join(' or ');
  const columnOr = (name: string) => (columns[name] ? name : 'null');
  return {
    broken,
    count: `count_if(${broken})`,
    noted: (table, compiling) =>
      compileStatement(
        'rows_left_out',
        {
          ...{ model: model.name, table, key_text: keyText(model), connection: connectionOf(model), broken },
          names: breaks.map(({ column, when }) => `case when ${when} then ',${column}' else '' end`).join(' || '),
          ...{ group_key: replace_partition ?? 'null', file: columnOr('_file'), row_number: columnOr('_row') },
          read_at: columnOr('_extracted_at'),
        },
        compiling,
      ),
  };
}

function brokenWhen(column: string, checks: readonly ColumnCheck[]): string {
  const beyond = checks.flatMap((check) =>
    typeof check === 'object' && 'min' in check
      ? [`${column} < ${check.min}`]
      : typeof check === 'object' && 'max' in check
        ? [`${column} > ${check.max}`]
        : [],
  );
  return [`${column} is null`, ...beyond].join(' or ');
}
