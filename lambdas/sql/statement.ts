import { z } from 'zod';
import { ConfigError } from '../contracts/errors.ts';
import { readHeader } from './header.ts';
import { fillHoles } from './template.ts';

/**
 * Kinds of placeholder values: `text` becomes a literal, `name` one or several plain names, `moment` a timestamp in
 * UTC, `day` a date, `number` a number, and `sql` is inserted verbatim: compiled from a header or another file.
 */
const Parameter = z.enum(['text', 'name', 'moment', 'day', 'number', 'sql']);
export type ParameterKind = z.infer<typeof Parameter>;

/** A select or a condition that a state of the pipeline needs beside the models. */
const StatementHeader = z.strictObject({
  statement: z.string().regex(/^[a-z][a-z0-9_]*$/),
  about: z.string(),
  parameters: z.record(z.string().regex(/^[a-z][a-z0-9_]*$/), Parameter).default({}),
});

/** One file of `sql/statements/`. */
export interface Statement {
  readonly file: string;
  readonly header: z.infer<typeof StatementHeader>;
  readonly sql: string;
}

export type Argument = string | number | readonly string[];

/**
 * @throws ConfigError when the file is not named after its statement, or a placeholder is neither a parameter nor a
 * word of the template
 */
export function parseStatement(file: string, text: string): Statement {
  const { header, sql } = readHeader(file, text, StatementHeader);
  if (!file.endsWith(`/${header.statement}.sql`))
    throw new ConfigError(`${file} holds ${header.statement}; name the file after it`);
  const used = new Set<string>();
  fillHoles(file, sql, ({ name }) => {
    used.add(name);
    return '';
  });
  const unused = Object.keys(header.parameters).filter((name) => !used.has(name));
  if (unused.length > 0) throw new ConfigError(`${file}: no placeholder uses the parameter ${unused.join(', ')}`);
  return { file, header, sql };
}
