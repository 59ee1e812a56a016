import { type Document, isNode } from 'yaml';
import type { z } from 'zod';
import { nearest } from './nearest.ts';

/** Longest value an error quotes. */
const QUOTED = 80;

/** Lines above the YAML: the one that opens the comment. */
const ABOVE = 1;

/**
 * One line per issue: file, line, key, the value seen and what is expected there.
 * @param text the YAML that the document was parsed from
 */
export function headerErrors(
  file: string,
  text: string,
  document: Document,
  schema: z.ZodType,
  issues: readonly z.core.$ZodIssue[],
): string {
  const lines = issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => at([...issue.path, key], unknownKey(key, issue.path, schema)))
      : at(issue.path, `${seen(document.getIn(issue.path))}${issue.message}`),
  );
  return lines.join('\n');

  function at(path: readonly PropertyKey[], problem: string): string {
    return `${file}:${lineOf(path)}: ${path.length === 0 ? 'the header' : path.map(String).join('.')} ${problem}`;
  }

  /** Line of the deepest part of the path that is there. */
  function lineOf(path: readonly PropertyKey[]): number {
    for (let depth = path.length; depth > 0; depth--) {
      const node = document.getIn(path.slice(0, depth), true);
      if (isNode(node) && node.range) return text.slice(0, node.range[0]).split('\n').length + ABOVE;
    }
    return ABOVE;
  }
}

function seen(value: unknown): string {
  if (value === undefined) return 'is missing; ';
  const plain = isNode(value) ? value.toJSON() : value;
  const words = JSON.stringify(plain);
  return `is ${words.length > QUOTED ? `${words.slice(0, QUOTED)}…` : words}; `;
}

/** Only keys of the header itself are compared; deeper ones are few. */
function unknownKey(key: string, path: readonly PropertyKey[], schema: z.ZodType): string {
  const known = path.length === 0 && 'shape' in schema ? Object.keys(schema.shape as object) : [];
  return `is not a key here${known.length === 0 ? '' : `; the nearest is ${nearest(key, known)}`}`;
}
