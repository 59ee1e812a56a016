import type { Model } from './model.ts';

/** Columns of a key as one text, however many there are, so that both engines count it the same way. */
export const textOfKey = (columns: readonly string[], of = ''): string =>
  columns.map((column) => `${of}${column}::varchar`).join(" || ' ' || ");

export const keyText = ({ header }: Model, of = ''): string => textOfKey(header.key, of);

/** The same for keys with nullable columns. */
export const shownKey = ({ header }: Model): string =>
  header.key.map((column) => `coalesce(${column}::varchar, 'null')`).join(" || ' ' || ");

/** Our own keys begin with the source and the connection. */
export const connectionOf = ({ header }: Model): string =>
  header.columns.connection ? 'connection' : `split_part(${header.key[0]}, ':', 2)`;
