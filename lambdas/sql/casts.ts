// Casts of texts from outside. None fails: an unreadable value becomes null, and `{{ nulled }}` names the columns of
// the row.

import type { Macro } from './macros.ts';

type Macros = ReadonlyMap<string, Macro>;

const TYPE = String.raw`decimal\(\d+,\d+\)|bigint|boolean|double|date|timestamp`;

/**
 * Names of the macros that read one kind of value, as their headers say; a placeholder that matches nothing when there
 * is none.
 */
const named = (macros: Macros, kind: 'text' | 'moment' | 'sum'): string =>
  [...macros.values()].flatMap(({ header }) => (header.reads === kind ? [header.macro] : [])).join('|') || '(?!)';

/**
 * Casts of vendor values in a staging model: a text with its type, or with empty texts counted as absent; a moment; a
 * sum.
 */
function sitesIn(macros: Macros): RegExp {
  const hole = String.raw`\{\{ (?:${named(macros, 'text')})\([^{}]*\) \}\}`;
  const text = String.raw`nullif\(${hole}, ''\)|left\(${hole}, 10\)|${hole}`;
  const moment = String.raw`\{\{ (?:${named(macros, 'moment')})\((.+?)\) \}\}`;
  const sum = String.raw`\{\{ (${named(macros, 'sum')})\((.+?)\) \}\}`;
  return new RegExp(`(${text})::(${TYPE})|${moment}|${sum}`, 'g');
}

const NULLED = '{{ nulled }}';
/** The column an expression defines: the alias at the end of its line. */
const ALIAS = /\bas ([a-z_0-9]+)(?=,?\s*(?:\n|$))/g;
/** A CTE of a model: casts and their list are in the same select. */
const STEP = /^[a-z_0-9]+ as \(\n[\s\S]*?^\)/gm;

interface Site {
  readonly column: string;
  /** True for rows whose text is present but unreadable. */
  readonly refuses: string;
}

/** Rewrites a staging model so that no text from outside can fail it, and fills in the list of unreadable values. */
export function readTolerantly(sql: string, macros: Macros): string {
  const casts = sitesIn(macros);
  return sql.replace(STEP, (step) => {
    const sites = sitesOf(step, casts, macros);
    return step.replace(casts, tolerant).replaceAll(NULLED, listOf(sites));
  });
}

function tolerant(site: string, text: string | undefined, type: string | undefined): string {
  return text === undefined || type === undefined ? site : read(text, type);
}

/**
 * Amounts keep four digits free on the left, so that their sums and products still fit; a day before 1990 or after 2099
 * is a placeholder.
 */
function read(text: string, type: string): string {
  const decimal = /^decimal\((\d+),(\d+)\)$/.exec(type);
  if (decimal) {
    const [, precision, scale] = decimal;
    const narrow = type === 'decimal(18,4)' ? 15 : type === 'decimal(24,0)' ? 17 : Number(precision);
    return `try_cast(${text} as decimal(${narrow},${scale}))::${type}`;
  }
  if (type === 'bigint') return `try_cast(${text} as decimal(15,0))::bigint`;
  if (type === 'date' || type === 'timestamp')
    return `case when left(${text}, 4) between '1990' and '2099' then try_cast(${text} as ${type}) end`;
  if (type === 'boolean') return flag(text);
  return `try_cast(${text} as ${type})`;
}

/** The same words that extraction accepts as a flag: engines disagree on `on` and `y`. */
const flag = (text: string): string =>
  `case when lower(${text}) in ('true', '1', 'yes') then true when lower(${text}) in ('false', '0', 'no') then false end`;

function sitesOf(step: string, casts: RegExp, macros: Macros): Site[] {
  const sites: Site[] = [];
  for (const found of step.matchAll(casts)) {
    const [whole, text, type, instant, sum, list] = found;
    ALIAS.lastIndex = found.index + whole.length;
    const column = ALIAS.exec(step)?.[1];
    if (column === undefined) continue;
    const refuses =
      sum !== undefined
        ? `{{ ${macros.get(sum)!.header.refused_by}(${list}) }}`
        : instant !== undefined
          ? isRefused(`{{ ${instant} }}`, whole)
          : isRefused(text!, read(text!, type!));
    sites.push({ column, refuses });
  }
  return sites;
}

/** An empty text is an absent value, not an unreadable one. */
const isRefused = (text: string, value: string) => `(nullif(${text}, '') is null) <> ((${value}) is null)`;

function listOf(all: readonly Site[]): string {
  if (all.length === 0) return 'null::varchar';
  // A text that one column reads twice is listed once.
  const sites = [...new Map(all.map((site) => [JSON.stringify(site), site])).values()];
  const any = sites.map(({ refuses }) => refuses).join(' or ');
  const names = sites.map(({ column, refuses }) => `case when ${refuses} then ',${column}' else '' end`).join(' || ');
  return `case when ${any} then substr(${names}, 2) end`;
}
