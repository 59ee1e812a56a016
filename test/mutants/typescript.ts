// Changes to TypeScript, over the tree that the bundler's parser gives; types, imports and messages of errors stay as they are.
import { parseSync } from 'vite';
import type { Mutant } from './mutant.ts';

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}
type Change = readonly [operator: string, start: number, end: number, text: string];

const OPERATORS: Readonly<Record<string, readonly string[]>> = {
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '===': ['!=='],
  '!==': ['==='],
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '%': ['*'],
  '&&': ['||'],
  '||': ['&&'],
  '+=': ['-='],
  '-=': ['+='],
  '++': ['--'],
  '--': ['++'],
};
const METHODS: Readonly<Record<string, string>> = {
  some: 'every',
  every: 'some',
  min: 'max',
  max: 'min',
  floor: 'ceil',
  ceil: 'floor',
  startsWith: 'endsWith',
  endsWith: 'startsWith',
};
/** Calls that only leave out or order what they are asked of: the change is to leave the call out. */
const NARROWING = new Set(['filter', 'slice', 'trim', 'toSorted', 'sort', 'toLowerCase', 'reverse']);
const WORDS: Readonly<Record<string, string>> = { note: 'warn', warn: 'error', error: 'warn', page: 'error' };
const COMPARING = new Set(['===', '!==']);

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';
const isText = (node: Node) =>
  node.type === 'TemplateLiteral' || (node.type === 'Literal' && typeof node.value === 'string');

export function mutantsOfTypescript(file: string, source: string): Mutant[] {
  const found: Change[] = [];
  const visit = (node: Node, above: Node | undefined): void => {
    if (node.type.startsWith('TS') && !isNode(node.expression)) return;
    if (node.type === 'ImportDeclaration' || isError(node)) return;
    found.push(...changesOf(node, above, source));
    for (const [key, value] of Object.entries(node)) {
      if (key === 'typeAnnotation' || key === 'typeArguments' || key === 'returnType') continue;
      for (const one of Array.isArray(value) ? value : [value]) if (isNode(one)) visit(one, node);
    }
  };
  visit(parseSync(file, source, { lang: 'ts' }).program as unknown as Node, undefined);
  return found.map(([operator, start, end, text]) => ({ file, start, end, text, operator }));
}

const isError = (node: Node) =>
  node.type === 'NewExpression' && isNode(node.callee) && String(node.callee.name).endsWith('Error');

function changesOf(node: Node, above: Node | undefined, source: string): Change[] {
  switch (node.type) {
    case 'BinaryExpression':
    case 'LogicalExpression':
    case 'AssignmentExpression':
      return between(node, source);
    case 'UpdateExpression':
      return [['step turned round', node.start, node.end, flipped(node, source)]];
    case 'UnaryExpression':
      return node.operator === '!' || node.operator === '-'
        ? [[`${node.operator} left out`, node.start, node.start + 1, '']]
        : [];
    case 'IfStatement':
    case 'ConditionalExpression':
      return negated(node.test as Node, source);
    case 'CallExpression':
      return calls(node, source);
    case 'Literal':
      return literals(node, above);
    default:
      return [];
  }
}

function between(node: Node, source: string): Change[] {
  const [left, right] = [node.left as Node, node.right as Node];
  const operator = String(node.operator);
  const start = source.indexOf(operator, left.end);
  if (operator === '??') return [['default left out', left.end, right.end, '']];
  if (operator === '+' && (isText(left) || isText(right))) return [];
  return (OPERATORS[operator] ?? []).map((other) => [`${operator} to ${other}`, start, start + operator.length, other]);
}

const flipped = (node: Node, source: string) =>
  source.slice(node.start, node.end).replace(/\+\+|--/, (operator) => OPERATORS[operator]![0]!);

const negated = (test: Node, source: string): Change[] => [
  ['condition negated', test.start, test.end, `!(${source.slice(test.start, test.end)})`],
];

function calls({ callee, end, optional }: Node, source: string): Change[] {
  if (!isNode(callee) || callee.type !== 'MemberExpression' || optional) return [];
  const [object, property] = [callee.object as Node, callee.property as Node];
  const name = String(property.name);
  const other = METHODS[name];
  if (other) return [[`${name} to ${other}`, property.start, property.end, other]];
  return NARROWING.has(name) && source[object.end] !== '?' ? [[`${name} left out`, object.end, end, '']] : [];
}

function literals({ value, start, end }: Node, above: Node | undefined): Change[] {
  if (typeof value === 'boolean') return [[`${value} to ${!value}`, start, end, String(!value)]];
  if (typeof value === 'number') return [['number changed', start, end, String(value + 1)]];
  if (typeof value !== 'string') return [];
  const compared = above?.type === 'BinaryExpression' && COMPARING.has(String(above.operator));
  const word = above?.type === 'MemberExpression' || above?.type === 'ImportDeclaration' ? undefined : WORDS[value];
  if (word !== undefined) return [['severity changed', start, end, `'${word}'`]];
  return compared ? [['constant changed', start, end, `'${value}~'`]] : [];
}
