// Fields as vendors really send them: an id or a number may come as either, a time may lack its zone or be an empty text.
import { z } from 'zod';
import { isExactNumber } from './exact-json.ts';
import { isTimeZone } from './time-zone.ts';

const ID = /^[\w.:-]{1,80}$/;
const NUMBER = /^([-+]?(\d+(\.\d*)?|\.\d+)(e[-+]?\d+)?)?$/i;
const TIME = /^(\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?( ?(Z|UTC|[+-]\d\d:?\d\d))?)?)?$/;

const isId = (value: unknown) =>
  Number.isSafeInteger(value) || (typeof value === 'string' && (isExactNumber(value) || ID.test(value)));

/** An id of the vendor's making, as text or number; whatever could be an address or a name is none. */
export const ident = () => z.custom<string | number>(isId, 'expected an id');

/** What fits the schema is kept as declared; whatever else comes in its place is no reason to lose the record, and becomes tokens. */
export const mostly = <Schema extends z.ZodType>(schema: Schema) => z.union([schema, z.unknown()]).optional();

/** The id of something else, or empty text where there is nothing; what cannot be an id becomes a token. */
export const reference = () => mostly(z.custom<string | number>((value) => value === '' || isId(value)));

/** A word some systems send as a number: a stock number, an option's value. */
export const label = () => z.union([z.string(), z.number()]);

/** A number, as number or text; empty text where there is none. */
export const amount = () =>
  z.custom<string | number>(
    (value) => typeof value === 'number' || (typeof value === 'string' && (isExactNumber(value) || NUMBER.test(value))),
    'expected a number',
  );

/** An instant or a day; UTC where it names no zone. */
export const moment = () => z.string().regex(TIME, 'expected a time');

/** The zone days are cut in. */
export const timeZone = () =>
  z.custom<string>(
    (value) => typeof value === 'string' && isTimeZone(value),
    'expected a time zone of the IANA database',
  );

const FLAG = /^(?:true|false|yes|no|0|1)?$/i;
/** A flag, as boolean or 0 and 1 or the texts of either; empty text where there is none. */
export const flag = () =>
  z.custom<boolean | string | number>(
    (value) =>
      typeof value === 'boolean' || value === 0 || value === 1 || (typeof value === 'string' && FLAG.test(value)),
    'expected true or false',
  );

/** An object; where it is empty, PHP writes an empty list. A list that is not empty is something else. */
export const phpObject = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.union([z.looseObject(shape), z.array(z.never())]);

/** A list; where its keys have gaps, PHP writes an object. */
export const phpList = <Item extends z.ZodType>(item: Item) => z.union([z.array(item), z.looseObject({})]);
