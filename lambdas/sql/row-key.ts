import type { Model } from './library.ts';

/** Rows of a key as one text, however many columns it has. */
export const keyText = ({ header }: Model, of = ''): string =>
  header.key.map((column) => `${of}${column}::varchar`).join(" || ' ' || ");

/** Keys of ours begin with the source and the connection. */
export const connectionOf = ({ header }: Model): string =>
  header.columns.connection ? 'connection' : `split_part(${header.key[0]}, ':', 2)`;
