// Casts of texts from outside. None refuses: what cannot be read becomes null, and `{{ nulled }}` names the columns of the row.

import type { Macro } from './macros.ts';

type Macros = ReadonlyMap<string, Macro>;

const TYPE = String.raw`decimal\(\d+,\d+\)|bigint|boolean|double|date|timestamp`;

/** Names of the macros that read one kind of thing, as their headers say; none of them is called like no macro. */
const named = (macros: Macros, kind: 'text' | 'moment' | 'sum'): string =>
  [...macros.values()].flatMap(({ header }) => (header.reads === kind ? [header.macro] : [])).join('|') || '(?!)';

/**
 * Where a staging model casts what a vendor sent: a text, or what is left of it when empty texts count as absent, behind it its type;
 * a moment; a sum.
 */
function sitesIn(macros: Macros): RegExp {
  const hole = String.raw`\{\{ (?:${named(macros, 'text')})\([^{}]*\) \}\}`;
  const text = String.raw`nullif\(${hole}, ''\)|left\(${hole}, 10\)|${hole}`;
  const moment = String.raw`\{\{ (?:${named(macros, 'moment')})\((.+?)\) \}\}`;
  const sum = String.raw`\{\{ (${named(macros, 'sum')})\((.+?)\) \}\}`;
  return new RegExp(`(${text})::(${TYPE})|${moment}|${sum}`, 'g');
}

const NULLED = '{{ nulled }}';
/** The column an expression is written to: the name behind it at the end of a line. */
const ALIAS = /\bas ([a-z_0-9]+)(?=,?\s*(?:\n|$))/g;
/** A step of a model: casts and the list of them stand in one select. */
const STEP = /^[a-z_0-9]+ as \(\n[\s\S]*?^\)/gm;

interface Site {
  readonly column: string;
  /** True of rows whose text is there and could not be read. */
  readonly refuses: string;
}

/** Rewrites a staging model so that no text from outside can refuse it, and fills the list of what was not read. */
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
 * Amounts keep four digits free on the left, so that what is summed or multiplied of them still fits; a day before 1990 or after
 * 2099 is a placeholder.
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

/** The words that extraction takes for a flag, and no other: engines agree neither on `on` nor on `y`. */
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

/** An empty text is no value, so it is no value that could not be read. */
const isRefused = (text: string, value: string) => `(nullif(${text}, '') is null) <> ((${value}) is null)`;

function listOf(all: readonly Site[]): string {
  if (all.length === 0) return 'null::varchar';
  // A text that one column reads twice is named once.
  const sites = [...new Map(all.map((site) => [JSON.stringify(site), site])).values()];
  const any = sites.map(({ refuses }) => refuses).join(' or ');
  const names = sites.map(({ column, refuses }) => `case when ${refuses} then ',${column}' else '' end`).join(' || ');
  return `case when ${any} then substr(${names}, 2) end`;
}
