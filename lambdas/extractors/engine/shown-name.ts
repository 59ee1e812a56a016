import { detectPii } from './detect-pii.ts';
import type { Tokens } from './tokens.ts';

const LONGEST = 200;
/** Line ends, escapes, lone surrogates, and characters that change the writing direction. */
const UNSHOWN = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu;

/**
 * A key, field or file name from outside, made safe to display: one line, bounded, and a token if it looks personal.
 */
export function shownName(name: string, tokens: Tokens): string {
  const line = name.slice(0, LONGEST + 1).replace(UNSHOWN, '\ufffd');
  if (line.length > LONGEST || detectPii(line) !== undefined) return tokens.of('text', name);
  return line;
}
