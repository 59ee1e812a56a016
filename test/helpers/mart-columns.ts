import { library } from './library.ts';

/** Columns and types of the marts, as their headers promise them: `name type, name type …`. */
export const MART_COLUMNS: Readonly<Record<string, string>> = Object.fromEntries(
  [...library.models.values()]
    .filter(({ layer }) => layer === 'marts')
    .map(({ name, header }) => [
      name,
      Object.entries(header.columns)
        .map(([column, { type }]) => `${column} ${type}`)
        .join(', '),
    ]),
);
