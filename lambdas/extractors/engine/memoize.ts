/**
 * Most names cached before the cache is cleared: far more than any vendor has, and few enough for records with keys of
 * their own.
 */
const MOST = 4096;

/** Memoizes a function of a name: records repeat the same names by the million. */
export function memoize<T>(ask: (name: string) => T): (name: string) => T {
  const known = new Map<string, T>();
  return (name) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const answer = ask(name);
    if (known.size >= MOST) known.clear();
    known.set(name, answer);
    return answer;
  };
}
