// The longest time a pattern, or a reader of text, takes for 100 kB that are made to be slow. Static proof: test/unit/architecture.
import { checkSync } from 'recheck';
import { detectPii, isHarmless, namesPerson } from '../lambdas/extractors/engine/detect-pii.ts';
import { parseExact } from '../lambdas/extractors/engine/exact-json.ts';
import { PII_KINDS } from '../lambdas/extractors/engine/fields.ts';
import { Tokens } from '../lambdas/extractors/engine/tokens.ts';
import { patterns } from '../test/unit/architecture/outside-patterns.ts';

const LENGTH = 100_000;
const BUDGET_MS = 50;
const PUMPS = [
  'a',
  'A',
  '0',
  ' ',
  '\t',
  '\n',
  '.',
  '-',
  '+',
  '/',
  '\\',
  ':',
  '@',
  '%40',
  '%',
  '=',
  '?',
  '<',
  '>',
  '"',
  '_',
  'é',
  '\u0000',
];
const PAIRS = [
  'a.',
  'a@',
  '@a',
  'a%40',
  '%40%40',
  '0.',
  '1,',
  'a/',
  '[[',
  '{{',
  '((',
  '<a',
  '://',
  'http://',
  '\r\n',
  '::',
  'rel=next',
  'a-',
];
const HEADS = ['', 'a', '0', '/', '<', 'https://', '[', '+', '2026-01-01T00:00:00'];
const TAILS = ['', '!', '\n', '\u0000', 'a@'];

function* badTexts(): Generator<string> {
  for (const pump of [...PUMPS, ...PAIRS]) {
    const body = pump.repeat(Math.ceil(LENGTH / pump.length));
    for (const head of HEADS) for (const tail of TAILS) yield head + body + tail;
  }
}

const tokens = new Tokens(Buffer.alloc(32, 7));
const readers: [string, (text: string) => unknown][] = [
  ...[...patterns].map(([name, { source, flags }]): [string, (text: string) => unknown] => {
    const pattern = new RegExp(source, flags);
    return [name, (text) => (flags.includes('g') ? text.replace(pattern, '') : pattern.test(text))];
  }),
  ['detectPii', detectPii],
  ['namesPerson', namesPerson],
  ['isHarmless', (text) => isHarmless('created_at', text)],
  ['a name that is text', (text) => isHarmless(text, '2026-01-01')],
  ['exact JSON', (text) => parseExact(JSON.stringify({ text }))],
  ...PII_KINDS.map((kind): [string, (text: string) => unknown] => [
    `token of ${kind}`,
    (text) => tokens.of(kind, text),
  ]),
];

const texts = [...badTexts()];
let slow = 0;
const rows = readers.map(([name, read]) => {
  let longest = 0;
  for (const text of texts) {
    const began = performance.now();
    read(text);
    longest = Math.max(longest, performance.now() - began);
  }
  if (longest > BUDGET_MS) slow++;
  return { reader: name.slice(0, 70), ms: Number(longest.toFixed(2)) };
});
rows.sort((a, b) => b.ms - a.ms);
console.table(rows.slice(0, 15));
const unsafe = [...patterns.values()].filter(({ source, flags }) => checkSync(source, flags).status !== 'safe').length;
console.log(
  `${readers.length} readers × ${texts.length} texts of ${LENGTH / 1000} kB: ${slow} over ${BUDGET_MS} ms, ${unsafe} not proved linear`,
);
if (slow + unsafe > 0) process.exitCode = 1;
