/** Names told apart before all are forgotten: far more than any vendor has, few enough to stay flat where a record makes its own. */
const MOST = 4096;

/** The same answer without asking again: records repeat the same names by the million. */
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
