// Fields as vendors really send them: an id or a number may be text or number, a time may lack its zone or be an empty
// text.
import { z } from 'zod';
import { isExactNumber } from './exact-json.ts';
import { isTimeZone } from './time-zone.ts';

const ID = /^[\w.:-]{1,80}$/;
const NUMBER = /^([-+]?(\d+(\.\d*)?|\.\d+)(e[-+]?\d+)?)?$/i;
const TIME = /^(\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?( ?(Z|UTC|[+-]\d\d:?\d\d))?)?)?$/;

const isId = (value: unknown) =>
  Number.isSafeInteger(value) || (typeof value === 'string' && (isExactNumber(value) || ID.test(value)));

/** A vendor-made id, as text or number; a text that could be an address or a name does not qualify. */
export const ident = () => z.custom<string | number>(isId, 'expected an id');

/** Values that match the schema are kept as declared; any other value costs no record and becomes tokens. */
export const mostly = <Schema extends z.ZodType>(schema: Schema) => z.union([schema, z.unknown()]).optional();

/** The id of another object, or empty text for none; a text that cannot be an id becomes a token. */
export const reference = () => mostly(z.custom<string | number>((value) => value === '' || isId(value)));

/** A word that some systems send as a number: a SKU, an option's value. */
export const label = () => z.union([z.string(), z.number()]);

/** A number, as number or text; empty text for none. */
export const amount = () =>
  z.custom<string | number>(
    (value) => typeof value === 'number' || (typeof value === 'string' && (isExactNumber(value) || NUMBER.test(value))),
    'expected a number',
  );

/** An instant or a day; UTC when it names no zone. */
export const moment = () => z.string().regex(TIME, 'expected a time');

/** The zone that defines days. */
export const timeZone = () =>
  z.custom<string>(
    (value) => typeof value === 'string' && isTimeZone(value),
    'expected a time zone of the IANA database',
  );

const FLAG = /^(?:true|false|yes|no|0|1)?$/i;
/** A flag, as boolean, 0 or 1, or their texts; empty text for none. */
export const flag = () =>
  z.custom<boolean | string | number>(
    (value) =>
      typeof value === 'boolean' || value === 0 || value === 1 || (typeof value === 'string' && FLAG.test(value)),
    'expected true or false',
  );

/** An object; PHP serialises an empty one as an empty list. A non-empty list is an error. */
export const phpObject = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.union([z.looseObject(shape), z.array(z.never())]);

/** A list; PHP serialises one with gaps in its keys as an object. */
export const phpList = <Item extends z.ZodType>(item: Item) => z.union([z.array(item), z.looseObject({})]);
