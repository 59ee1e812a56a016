// Location of a value in an answer: a path into the body (`$.meta.next`, `$` the body itself) or a header.

export type Place = string | { readonly header: string };

export const header = (name: string): Place => ({ header: name });

/** An answer as the strategies see it. */
export interface Answer {
  readonly status: number;
  header(name: string): string | undefined;
  readonly body: unknown;
}

/** Names along `$.a.b`; empty for `$`. A name with a dot in it is written `$.['a.b']`. */
function namesOf(path: string): string[] {
  return [...path.slice(1).matchAll(/\.(?:\['([^']+)'\]|([^.[]+))/g)].map(([, quoted, plain]) => (quoted ?? plain)!);
}

/** The value at `path` inside `value`, or undefined. */
export function at(value: unknown, path: string): unknown {
  let found = value;
  for (const name of namesOf(path)) {
    if (typeof found !== 'object' || found === null) return undefined;
    found = (found as Record<string, unknown>)[name];
  }
  return found;
}

/** A copy of `value` with another value at `path`; missing objects on the way are created. */
export function withAt(value: unknown, path: string, replacement: unknown): unknown {
  const [name, ...rest] = namesOf(path);
  if (name === undefined) return replacement;
  const record = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  const deeper = rest.map((one) => (one.includes('.') ? `.['${one}']` : `.${one}`)).join('');
  return { ...record, [name]: withAt(record[name], `$${deeper}`, replacement) };
}

export function find(answer: Answer, place: Place): unknown {
  return typeof place === 'string' ? at(answer.body, place) : answer.header(place.header);
}
