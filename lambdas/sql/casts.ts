// Casts of texts from outside. None refuses: what cannot be read becomes null, and `{{ nulled }}` names the columns of the row.

/** A text of a record as staging writes it: the vendor's, or what is left of it when empty texts count as absent. */
const HOLE = String.raw`\{\{ (?:as_text|null_if_blank|json_scalar|compact_day)\([^{}]*\) \}\}`;
const TEXT = String.raw`nullif\(${HOLE}, ''\)|left\(${HOLE}, 10\)|${HOLE}`;
const TYPE = String.raw`decimal\(\d+,\d+\)|bigint|boolean|double|date|timestamp`;
const MOMENT = String.raw`\{\{ (?:utc|from_seconds)\((.+?)\) \}\}`;
const SUM = String.raw`\{\{ sum_of\((.+?)\) \}\}`;
const SITE = new RegExp(`(${TEXT})::(${TYPE})|${MOMENT}|${SUM}`, 'g');

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
export const readTolerantly = (sql: string): string =>
  sql.replace(STEP, (step) => {
    const sites = sitesOf(step);
    return step.replace(SITE, tolerant).replaceAll(NULLED, listOf(sites));
  });

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

function sitesOf(step: string): Site[] {
  const sites: Site[] = [];
  for (const found of step.matchAll(SITE)) {
    const [whole, text, type, instant, list] = found;
    ALIAS.lastIndex = found.index + whole.length;
    const column = ALIAS.exec(step)?.[1];
    if (column === undefined) continue;
    const refuses =
      list !== undefined
        ? `{{ sum_refused(${list}) }}`
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
