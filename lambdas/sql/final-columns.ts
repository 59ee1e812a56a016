import { ConfigError } from '../contracts/errors.ts';

interface FinalColumn {
  readonly name: string;
  /** Line of the SQL, from 1. */
  readonly line: number;
}

/**
 * Columns that the CTE `final` of a model names, read from its text: the shape of a file is checked without an engine.
 * @returns also the line in which `final` begins
 * @throws ConfigError unless the text has a `final` that names every column
 */
export function finalColumns(file: string, sql: string): { line: number; columns: FinalColumn[] } {
  const masked = mask(sql);
  const begins = [...masked.matchAll(/\bfinal\s+as\s*\(/gi)].at(-1);
  if (!begins) throw new ConfigError(`${file} has no CTE 'final' that names its columns`);
  const lineAt = (at: number) => sql.slice(0, at).split('\n').length;
  const list = selectList(masked, begins.index + begins[0].length);
  const columns = list.map(({ text, at }) => {
    const from = at + text.length - text.trimStart().length;
    const name = /(\w+)\s*$/.exec(text)?.[1];
    if (!name)
      throw new ConfigError(
        `${file}: '${sql.slice(from, at + text.length).trim()}' in its final has no alias; name every column`,
      );
    return { name: name.toLowerCase(), line: lineAt(from) };
  });
  return { line: lineAt(begins.index), columns };
}

/** Text that looks like SQL but is not (comments, strings, placeholders) is blanked, keeping its length. */
const mask = (sql: string): string =>
  sql
    .replace(/--[^\n]*/g, (comment) => ' '.repeat(comment.length))
    .replace(/\{\{[^{}]*\}\}|'[^']*'/g, (inside) => inside.replace(/[^\n]/g, '?'));

/** Items between `select` and its `from`, split at commas outside parentheses. */
function selectList(masked: string, from: number): { text: string; at: number }[] {
  const words = /\bselect\b(?:\s+distinct\b)?|\bfrom\b|[(),]/gi;
  const items: { text: string; at: number }[] = [];
  let depth = 0;
  let start: number | undefined;
  words.lastIndex = from;
  for (let word = words.exec(masked); word; word = words.exec(masked)) {
    const ends = depth === 0 && (word[0] === ',' || word[0] === ')' || word[0].toLowerCase() === 'from');
    if (start !== undefined && ends) {
      items.push({ text: masked.slice(start, word.index), at: start });
      if (word[0] !== ',') return items;
      start = word.index + 1;
    } else if (word[0] === '(') depth++;
    else if (word[0] === ')') depth--;
    else if (start === undefined && depth === 0 && /^select/i.test(word[0])) start = word.index + word[0].length;
  }
  return items;
}
