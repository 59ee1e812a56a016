import { isPassing } from '../../engine/files/file-name.ts';

/** Asks of a key whether a glob means it, whatever its case: `*` and `?` stay in a folder, `**` does not. */
export function matcherOf(glob: string): (key: string) => boolean {
  const pattern = glob.replace(/\*\*\/|\*\*|\*|\?|[.+^$()|[\]{}\\]/g, (found) => WORDS[found] ?? `\\${found}`);
  const whole = new RegExp(`^${pattern}$`, 'i');
  return (key) => !isPassing(key) && whole.test(key);
}

const WORDS: Readonly<Record<string, string>> = { '**/': '(?:.*/)?', '**': '.*', '*': '[^/]*', '?': '[^/]' };
