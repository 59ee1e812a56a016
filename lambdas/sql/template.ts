import { ConfigError } from '../contracts/errors.ts';

/** One `{{ name(arguments) }}`; a name alone has no arguments. A quoted argument is a name or path, anything else is SQL. */
export interface Call {
  readonly name: string;
  readonly args: readonly string[];
}

const HOLE = /\{\{([\s\S]*?)\}\}/g;
const CALL = /^([a-z_]+)\s*(?:\(([\s\S]*)\))?$/;

/** Replaces every `{{ … }}` of a text. Comments are not skipped: a placeholder in one is filled too, harmlessly. */
export function fillHoles(file: string, text: string, fill: (call: Call) => string): string {
  return text.replace(HOLE, (_, inside: string) => fill(parseCall(file, inside)));
}

/** Every call in a text, in order. */
export function callsOf(file: string, text: string): Call[] {
  const calls: Call[] = [];
  fillHoles(file, text, (call) => {
    calls.push(call);
    return '';
  });
  return calls;
}

/** @throws ConfigError when the text between the braces is not a call */
export function parseCall(file: string, inside: string): Call {
  const found = CALL.exec(inside.trim());
  if (!found) throw new ConfigError(`${file}: '${inside.trim()}' is not a call; write {{ name(argument, …) }}`);
  return { name: found[1]!, args: found[2] === undefined ? [] : splitArguments(found[2]) };
}

/** Splits at commas outside parentheses and quotes. */
function splitArguments(text: string): string[] {
  const args: string[] = [];
  let depth = 0;
  let quote = '';
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const one = text[at]!;
    if (quote !== '') {
      if (one === quote) quote = '';
    } else if (one === "'" || one === '"') quote = one;
    else if (one === '(' || one === '[') depth++;
    else if (one === ')' || one === ']') depth--;
    else if (one === ',' && depth === 0) {
      args.push(text.slice(from, at));
      from = at + 1;
    }
  }
  args.push(text.slice(from));
  return args.map((arg) => arg.trim()).filter((arg) => arg !== '');
}

/** `'orders'` → `orders`; SQL stays as it is. */
export const unquoted = (arg: string): string => /^'([^']*)'$/.exec(arg)?.[1] ?? arg;
