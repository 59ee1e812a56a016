/** Control, escape and direction characters: a terminal would obey them, a reader would not see them. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
const LONGEST = 200;

/** The name of a file as it may stand in a message: what a terminal would obey is replaced, what is long is cut. */
export function printable(name: string): string {
  const seen = name.slice(0, LONGEST + 1).replace(UNSEEN, '\ufffd');
  return name.length > LONGEST ? `${seen.slice(0, LONGEST)}…` : seen;
}

/** Lock files, temporary files and hidden files of programs. */
export const isPassing = (key: string): boolean => /(?:^|\/)(?:\.|~\$|__MACOSX\/|Thumbs\.db$|desktop\.ini$)/i.test(key);
