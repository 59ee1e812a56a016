import { isPassing } from '../../engine/files/file-name.ts';

/** Compiles a glob into a case-insensitive test of keys: `*` and `?` match inside a folder, `**` across folders. */
export function matcherOf(glob: string): (key: string) => boolean {
  const pattern = glob.replace(/\*\*\/|\*\*|\*|\?|[.+^$()|[\]{}\\]/g, (found) => WORDS[found] ?? `\\${found}`);
  const whole = new RegExp(`^${pattern}$`, 'i');
  return (key) => !isPassing(key) && whole.test(key);
}

const WORDS: Readonly<Record<string, string>> = { '**/': '(?:.*/)?', '**': '.*', '*': '[^/]*', '?': '[^/]' };
