import type { z } from 'zod';
import { nearest } from './nearest.ts';

type Path = readonly PropertyKey[];

/** Longest value an error quotes. */
const QUOTED = 80;

/**
 * One line per issue: file, line, key, the value seen and what is expected there.
 * @param yaml the header's text, whose first line is the second of the file
 * @param value what was parsed from it
 */
export function headerErrors(
  file: string,
  yaml: string,
  value: unknown,
  schema: z.ZodType,
  issues: readonly z.core.$ZodIssue[],
): string {
  const lines = yaml.split('\n');
  const at = (path: Path, problem: string) =>
    `${file}:${lineOf(path, lines)}: ${path.length === 0 ? 'the header' : path.map(String).join('.')} ${problem}`;
  return issues
    .flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => at([...issue.path, key], unknownKey(key, issue.path, schema)))
        : at(issue.path, `${seen(valueAt(value, issue.path))}; ${issue.message}`),
    )
    .join('\n');
}

/** Line of the file with the deepest key of the path that is there; the first line if none is. */
function lineOf(path: Path, lines: readonly string[]): number {
  let found = -1;
  for (const [depth, key] of path.entries()) {
    if (typeof key === 'number') continue;
    const name = `["']?${String(key).replace(/\W/g, '\\$&')}["']?\\s*:`;
    const pattern = new RegExp(depth === 0 ? `^${name}` : `(?:^|[\\s{,])${name}`);
    const line = lines.findIndex((text, index) => index >= found && pattern.test(text));
    if (line < 0) break;
    found = line;
  }
  return found < 0 ? 1 : found + 2;
}

const valueAt = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>((inner, key) => (inner as Record<PropertyKey, unknown> | undefined | null)?.[key], value);

function seen(value: unknown): string {
  if (value === undefined) return 'is missing';
  const text = JSON.stringify(value);
  return `is ${text.length > QUOTED ? `${text.slice(0, QUOTED)}…` : text}`;
}

/** Only keys of the header itself are compared; deeper ones are few. */
function unknownKey(key: string, path: Path, schema: z.ZodType): string {
  const known = path.length === 0 && 'shape' in schema ? Object.keys(schema.shape as object) : [];
  return `is not a key here${known.length === 0 ? '' : `; the nearest is ${nearest(key, known)}`}`;
}
