// What is put into a stream: a sound record (twice, to tell what differs by itself), the same without each field that staging reads, and odd values in every declared field.

import { identityOf, keyOf } from '../../../lambdas/extractors/engine/record-key.ts';
import { compileCheck } from '../../../lambdas/extractors/engine/schema-check.ts';
import type { Stream } from '../../../lambdas/extractors/engine/source.ts';
import { declaredFields, type OddValue, oddValues, soundRecord, withOdd } from '../../helpers/odd-values.ts';

/** They differ by place in nothing but time: tried in a few fields of each stream. */
const LARGE = ['long text', 'long digits', 'deep list'];
/** Where every field has a record of its own for each value, hours go by: then several of them share one. */
const SHARED = 3;

export interface OddRecord {
  readonly record: unknown;
  /** `sound`, `absent`, or the name of an odd value. */
  readonly value: string;
  /** Where it stands. */
  readonly fields: readonly string[];
  /** A field without which the record, its money or its day is unknown is among them. */
  readonly mayCost: boolean;
  /** Whether nothing is lost with it there: null, an empty text or list, an object that says nothing of what is declared. */
  readonly nothingIn: (field: string) => boolean;
}

const isWithin = (one: string, other: string) => other.startsWith(`${one}.`) || other.startsWith(`${one}[`);
/** The same place, or one in the other. */
export const isRelated = (one: string, other: string) => one === other || isWithin(one, other) || isWithin(other, one);

/** Fields of which none lies in another one, so that each keeps its value. */
function apart(fields: readonly string[], groups: number): string[][] {
  const made = Array.from({ length: groups }, (): string[] => []);
  for (const [at, field] of fields.entries()) {
    const order = made.map((_, turn) => made[(at + turn) % made.length]!);
    const free = order.find((group) => !group.some((one) => isRelated(one, field)));
    if (free) free.push(field);
    else made.push([field]);
  }
  return made.filter((group) => group.length > 0);
}

const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);

function isNothing(value: unknown): boolean {
  if (value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  return typeof value === 'object' && Object.values(value as object).every((one) => one === null);
}

/** The fields without which a record says nothing: those its key is made of, and those the stream requires. */
function vitalIn(stream: Stream, sound: unknown, fields: readonly string[]): Set<string> {
  const identity = (record: unknown) => {
    const key = keyOf(stream, record);
    return key === undefined ? undefined : identityOf(key);
  };
  const itself = identity(sound);
  const isVital = (field: string) =>
    identity(withOdd(sound, field, null)) !== itself ||
    (stream.required ?? []).some((one) => one === field || isWithin(field, one));
  return new Set(fields.filter(isVital));
}

/**
 * @param isRead whether staging reads the field
 * @param shared how many records for each value the optional fields of a stream share; all have their own when absent
 */
export function oddRecordsOf(
  stream: Stream,
  isRead: (field: string) => boolean,
  shared: number | undefined = SHARED,
): OddRecord[] {
  const sound = soundRecord(stream.schema);
  if (!compileCheck(stream.schema)(sound)) throw new Error(`no sound record can be made of ${stream.name}`);
  const fields = [...new Set(declaredFields(stream.schema))];
  const vital = vitalIn(stream, sound, fields);
  const optional = fields.filter((field) => !vital.has(field));
  const groups = [
    ...[...vital].map((field) => [field]),
    ...apart(optional, Math.min(optional.length, shared ?? optional.length)),
  ];
  const made = (name: string, value: unknown, group: readonly string[]): OddRecord => ({
    record: group.reduce((record, field) => withOdd(record, field, value), sound),
    value: name,
    fields: group,
    mayCost: group.some((field) => vital.has(field)),
    nothingIn: (field) => isNothing(value) || (isObject(value) && fields.some((one) => isWithin(field, one))),
  });
  const placed = ({ name, value }: OddValue): OddRecord[] => {
    if (!LARGE.includes(name)) return groups.map((group) => made(name, value, group));
    return [groups[0]!, groups.at(-1)!].map((group) => made(name, value, group.slice(0, 1)));
  };
  return [
    ...['sound', 'sound'].map((name) => made(name, sound, [])),
    ...fields.filter(isRead).map((field) => made('absent', null, [field])),
    ...oddValues().flatMap(placed),
  ];
}
