/** The known name closest to an unknown one, for error messages. */
export const nearest = (name: string, known: readonly string[]): string =>
  known.reduce((best, one) => (distance(name, one) < distance(name, best) ? one : best), known[0] ?? 'none');

/** Most letters by which a slip differs from the word that was meant. */
const SLIP = 2;

/** The known name that was probably meant; undefined when all of them are quite different. */
export function meant(name: string, known: readonly string[]): string | undefined {
  const best = nearest(name, known);
  return distance(name, best) <= SLIP ? best : undefined;
}

/** Edit distance of two words (V. I. Levenshtein, 1966). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1)
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length]!;
}

/** Line of a word's first occurrence in a text, from 1; 1 when it does not occur. */
export function lineOf(text: string, word: string): number {
  const at = text.split('\n').findIndex((line) => line.split(/\W+/).includes(word));
  return at < 0 ? 1 : at + 1;
}
