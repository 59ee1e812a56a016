import { detectPii } from './detect-pii.ts';
import type { Tokens } from './tokens.ts';

const LONGEST = 200;
/** Line ends, escapes, halves of characters, and marks that turn the direction of writing. */
const UNSHOWN = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu;

/** A key, field or file name from outside as it may be shown: in one line, bounded, and a token where it gives a person away. */
export function shownName(name: string, tokens: Tokens): string {
  const line = name.slice(0, LONGEST + 1).replace(UNSHOWN, '\ufffd');
  if (line.length > LONGEST || detectPii(line) !== undefined) return tokens.of('text', name);
  return line;
}
