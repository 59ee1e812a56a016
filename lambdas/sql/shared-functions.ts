import { ConfigError } from '../contracts/errors.ts';
import { meant } from './nearest.ts';

/** Functions that DuckDB and Snowflake have under one name, with one meaning for the arguments that are used here. */
const SHARED: readonly string[] = [
  ...['abs', 'cast', 'ceil', 'coalesce', 'contains', 'exp', 'floor', 'greatest', 'least', 'left', 'length', 'ln'],
  ...['lower', 'ltrim', 'mod', 'nullif', 'power', 'replace', 'right', 'round', 'rtrim', 'sign', 'split_part', 'sqrt'],
  ...['trim', 'upper'],
  ...['date_trunc', 'datediff', 'day', 'hour', 'last_day', 'minute', 'month', 'quarter', 'year'],
  ...['avg', 'count', 'count_if', 'max', 'median', 'min', 'stddev_pop', 'stddev_samp', 'sum', 'var_pop', 'var_samp'],
  ...['cume_dist', 'dense_rank', 'first_value', 'lag', 'last_value', 'lead', 'nth_value', 'ntile', 'percent_rank'],
  ...['rank', 'row_number'],
];

/** Words before a parenthesis that call nothing. */
const WORDS = new Set(
  'all and any as between by case distinct else except exists from having in intersect join limit not on or over qualify select then union using values when where within group'.split(
    ' ',
  ),
);

/** Folders of `sql/` whose text is compiled for both engines. */
const COMPILED = /^(models|checks|metrics|dimensions|reports|macros)\//;
/** A macro with two spellings names the functions of each engine. */
const SPELT_TWICE = /^-- (duckdb|snowflake)$/m;

/** A header, a comment, a text, or a call of a macro. */
const ASIDE = /^\s*\/\*---[\s\S]*?---\*\/|--.*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|\{\{[\s\S]*?\}\}/g;

/** The same text with spaces for everything that is no SQL of ours: words keep their lines. */
const bare = (text: string) => text.replace(ASIDE, (aside) => aside.replace(/[^\n]/g, ' '));

function remedy(word: string): string {
  const slip = meant(word, SHARED);
  if (slip) return `${slip} is one of them`;
  return 'write a macro with a spelling for each engine, or add it to lambdas/sql/shared-functions.ts if they do not differ';
}

/**
 * A function that one engine lacks, or reads in another way, would fail or differ in the other.
 * @throws ConfigError naming file, line, the function and the remedy
 */
export function assertSharedFunctions(files: ReadonlyMap<string, string>): void {
  const wrong: string[] = [];
  for (const [file, text] of files) {
    if (!COMPILED.test(file) || (file.startsWith('macros/') && SPELT_TWICE.test(text))) continue;
    const sql = bare(text);
    for (const { 1: before, 2: name, index } of sql.matchAll(/(::|\bas\s+)?\b([a-z_]\w*)\s*\(/gi)) {
      const word = name!.toLowerCase();
      // A type stands behind `::`, a name or a type behind `as`.
      if (before || WORDS.has(word) || SHARED.includes(word)) continue;
      const line = sql.slice(0, index).split('\n').length;
      wrong.push(
        `sql/${file}:${line}: ${name} is not among the functions that both engines read alike; ${remedy(word)}`,
      );
    }
  }
  if (wrong.length > 0) throw new ConfigError(wrong.join('\n'));
}
