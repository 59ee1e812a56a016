// Where each odd record stands in staging: how many rows, how many values a column, and what is said of those that are missing.
import type { Candidate } from '../../../lambdas/ports/warehouse.ts';
import type { Model } from '../../../lambdas/sql/model.ts';
import { connectionOf } from '../../../lambdas/sql/row-key.ts';
import type { LandedOdd } from './land-odd.ts';
import { isRelated } from './odd-records.ts';

/** Rows of a model, as if they were a column. */
const ROWS = '*';
/** A column of a step of a model, which columns of its rows are made of. */
const STEP = '(step)';

/** What stands in the models of one record, and what is named there: places read `model.column`. */
export interface Standing {
  readonly counts: ReadonlyMap<string, number>;
  /** Equal where a column holds the same values. */
  readonly contents: ReadonlyMap<string, string>;
  readonly named: ReadonlySet<string>;
}
const NOWHERE: Standing = { counts: new Map(), contents: new Map(), named: new Set() };

/** Every record has a connection of its own: by that the rows made of it are found, whatever its key has become. */
export async function standings(models: readonly Model[], candidate: Candidate): Promise<Map<string, Standing>> {
  const found = new Map<string, { counts: Map<string, number>; contents: Map<string, string>; named: Set<string> }>();
  const of = (connection: string | null) => {
    const one = found.get(connection ?? '') ?? { counts: new Map(), contents: new Map(), named: new Set() };
    found.set(connection ?? '', one);
    return one;
  };
  for (const model of models) {
    const columns = Object.keys(model.header.columns).filter((column) => column !== '_nulled');
    const nulled = model.header.columns._nulled ? `string_agg(_nulled, ',')` : 'null';
    const rows = await candidate.query<Record<string, string | number | null>>(
      `select of_connection, count(*) as of_rows, ${nulled} as of_nulled,
           ${columns.map((column) => `count(${column}) as ${column}, ${contentOf(column)} as in_${column}`).join(', ')}
       from (select *, ${connectionOf(model)} as of_connection from ${model.table}) as told group by of_connection`,
    );
    for (const row of rows) {
      const { counts, contents, named } = of(row.of_connection as string | null);
      counts.set(`${model.name}.${ROWS}`, Number(row.of_rows));
      for (const column of columns) {
        counts.set(`${model.name}.${column}`, Number(row[column]));
        contents.set(`${model.name}.${column}`, String(row[`in_${column}`]));
      }
      for (const column of String(row.of_nulled ?? '').split(','))
        if (column) named.add(`${model.name}.${columns.includes(column) ? column : STEP}`);
    }
  }
  const leftOut = await candidate.query<{ model: string; connection: string | null; column_names: string }>(
    'select model, connection, column_names from staging._left_out',
  );
  for (const { model, connection, column_names } of leftOut)
    for (const column of [ROWS, ...column_names.split(',')]) of(connection).named.add(`${model}.${column}`);
  return found;
}

/** The connection stands in keys, and differs from record to record. */
const contentOf = (column: string) =>
  `bit_xor(hash(replace(${column}::varchar, ':' || of_connection || ':', ':')))::varchar`;

const modelOf = (place: string) => place.replace(/\.[^.]+$/, '');

/** Places that hold something else, or fewer rows. */
const different = (one: Standing, other: Standing): string[] => [
  ...[...one.contents.keys()].filter((place) => one.contents.get(place) !== other.contents.get(place)),
  ...missing(one, other),
];

/** Places with fewer values; where rows are missing, nothing is said of their columns. */
function missing(sound: Standing, { counts }: Standing): string[] {
  const isFewer = (place: string) => (counts.get(place) ?? 0) < sound.counts.get(place)!;
  return [...sound.counts.keys()].filter((place) => {
    const rows = `${modelOf(place)}.${ROWS}`;
    return isFewer(place) && (place === rows || !isFewer(rows));
  });
}

/** Of a stream: the places that are not the same without a field. */
function dependents(records: readonly LandedOdd[], standing: (at: number) => Standing): Map<string, Set<string>> {
  const [sound, twin] = [0, 1].map(standing) as [Standing, Standing];
  const unsteady = new Set(different(sound, twin));
  const found = new Map<string, Set<string>>();
  for (const [at, { value, fields, landed }] of records.entries()) {
    if (value !== 'absent' || landed === undefined) continue;
    found.set(fields[0]!, new Set(different(sound, standing(at)).filter((place) => !unsteady.has(place))));
  }
  return found;
}

/** What is gone from staging without a word, of records of one stream. */
export function lostInStaging(
  records: readonly LandedOdd[],
  standingOf: (at: number) => Standing | undefined,
): string[] {
  const standing = (at: number) => standingOf(at) ?? NOWHERE;
  const sound = standing(0);
  const gone = dependents(records, standing);
  const makes = (field: string, place: string) => gone.get(field)?.has(place) ?? false;
  const isIn = (field: string, model: string) => [...(gone.get(field) ?? [])].some((place) => modelOf(place) === model);
  return records.flatMap(({ landed, value, fields, nothingIn, named }, at) => {
    if (landed === undefined || fields.every(nothingIn)) return [];
    const here = standing(at);
    const isSaid = (field: string) =>
      nothingIn(field) ||
      isOtherForm(landed, field, gone.keys()) ||
      named.some((fault) => fault.field && isRelated(fault.field, field)) ||
      [...(gone.get(field) ?? here.named)].some((place) => here.named.has(place));
    return missing(sound, here).flatMap((place) => {
      const makers = fields.filter((field) => makes(field, place));
      const likely =
        makers.length > 0 ? makers : fields.filter((field) => !gone.has(field) || isIn(field, modelOf(place)));
      if (here.named.has(place) || here.named.has(`${modelOf(place)}.${STEP}`) || likely.some(isSaid)) return [];
      return [`${value} in ${likely.join(', ') || fields.join(' ')}: ${place}`];
    });
  });
}

const TOKEN = /^[a-z]+_\d+_[a-z2-7]+$/;
/** A text that a schema takes in place of an object, a region's name for example, says nothing of the object's fields. */
const isOtherForm = (landed: unknown, field: string, fields: Iterable<string>): boolean => {
  const value = at(landed, field);
  return (
    /^(?:string|number)$/.test(typeof value) &&
    !TOKEN.test(String(value)) &&
    [...fields].some((one) => one.startsWith(`${field}.`))
  );
};

/** The value at a path of a record, in the first item of each list on the way. */
function at(record: unknown, path: string): unknown {
  let value = record;
  for (const step of path.match(/\[\]|[^.[\]$]+/g) ?? []) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string, unknown>)[step === '[]' ? '0' : step];
  }
  return value;
}

/** What is gone between a vendor's answer and the landing part without a word. */
export function lostInLanding(records: readonly LandedOdd[]): string[] {
  return records.flatMap(({ value, fields, landed, named, nothingIn, mayCost }) => {
    if (landed === undefined) {
      const isNamed = named.some(({ effect, reason }) => effect === 'quarantined' && reason !== '');
      if (isNamed && mayCost) return [];
      return [`${value} in ${fields.join(', ')}: the record, ${isNamed ? 'which could do without' : 'without a name'}`];
    }
    const isSaid = (field: string) => named.some((fault) => fault.field && isRelated(fault.field, field));
    return fields
      .filter((field) => (at(landed, field) ?? null) === null && !nothingIn(field) && !isSaid(field))
      .map((field) => `${value} in ${field}`);
  });
}
