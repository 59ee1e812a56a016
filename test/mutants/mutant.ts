/** One change to one file. */
export interface Mutant {
  /** Path from the project's folder. */
  readonly file: string;
  /** Where the changed text begins, and where it ended. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** What kind of change it is, in a word or two. */
  readonly operator: string;
}

/** The file with the change in it. */
export const applied = ({ start, end, text }: Mutant, source: string): string =>
  source.slice(0, start) + text + source.slice(end);

/** The changed lines, before and after, without their indentation. */
export function diffOf(mutant: Mutant, source: string): { line: number; was: string; becomes: string } {
  const from = source.lastIndexOf('\n', mutant.start - 1) + 1;
  const next = source.indexOf('\n', mutant.end);
  const to = next < 0 ? source.length : next;
  const becomes = source.slice(from, mutant.start) + mutant.text + source.slice(mutant.end, to);
  const joined = (text: string) =>
    text
      .split('\n')
      .map((line) => line.trim())
      .join(' ')
      .trim();
  return {
    line: source.slice(0, from).split('\n').length,
    was: joined(source.slice(from, to)),
    becomes: joined(becomes),
  };
}
