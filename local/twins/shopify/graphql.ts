// A GraphQL document, compiled once into a function that picks its fields out of records. Not an executor: the shapes are ours.
import { type FieldNode, Kind, parse, type SelectionSetNode, type ValueNode } from 'graphql';

export type Variables = Readonly<Record<string, unknown>>;
export type Wire = Readonly<Record<string, unknown>>;

/** A page of a connection, and whether there is more behind it. */
export interface Slice {
  readonly nodes: readonly Wire[];
  readonly cursors: readonly string[];
  readonly hasNextPage: boolean;
}

/** A connection that is paged when it is asked for. */
export class Connection {
  readonly page: (args: Variables) => Slice;
  constructor(page: (args: Variables) => Slice) {
    this.page = page;
  }
  /** All of a list is there already: cursors are positions. */
  static of(nodes: readonly Wire[]): Connection {
    return new Connection(({ first, after }) => {
      const from = typeof after === 'string' ? Number(after) + 1 : 0;
      const to = typeof first === 'number' ? from + first : nodes.length;
      const page = nodes.slice(from, to);
      return { nodes: page, cursors: page.map((_, at) => String(from + at)), hasNextPage: to < nodes.length };
    });
  }
}

/** A field with arguments. */
export class Resolver {
  readonly resolve: (args: Variables) => unknown;
  constructor(resolve: (args: Variables) => unknown) {
    this.resolve = resolve;
  }
}

export class GraphqlError extends Error {
  readonly code: string | undefined;
  constructor(message: string, code?: string) {
    super(message);
    this.code = code;
  }
}

type Pick = (value: unknown, variables: Variables) => unknown;

export interface Document {
  readonly operation: 'query' | 'mutation';
  /** Names of the fields at the top. */
  readonly roots: readonly string[];
  readonly pick: Pick;
  /** Points the document asks for: objects 1, scalars 0, connections two and their nodes, mutations 10. */
  cost(variables: Variables): number;
  readonly selections: SelectionSetNode;
}

/** @throws GraphqlError on a syntax error */
export function compile(text: string): Document {
  let operation: ReturnType<typeof operationOf>;
  try {
    operation = operationOf(text);
  } catch (error) {
    throw new GraphqlError(error instanceof Error ? error.message : String(error));
  }
  const { selectionSet } = operation;
  const isMutation = operation.operation === 'mutation';
  return {
    operation: isMutation ? 'mutation' : 'query',
    roots: fieldsOf(selectionSet).map((field) => field.name.value),
    pick: compileSelections(selectionSet, 'QueryRoot'),
    cost: (variables) => Math.max(1, Math.ceil((isMutation ? 10 : 0) + costOf(selectionSet, variables))),
    selections: selectionSet,
  };
}

function operationOf(text: string) {
  const found = parse(text, { noLocation: true }).definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION);
  if (found?.kind !== Kind.OPERATION_DEFINITION) throw new GraphqlError('the document has no operation');
  return found;
}

export const fieldsOf = (set: SelectionSetNode): FieldNode[] =>
  set.selections.flatMap((one) =>
    one.kind === Kind.FIELD ? [one] : one.kind === Kind.INLINE_FRAGMENT ? fieldsOf(one.selectionSet) : [],
  );

function literalOf(node: ValueNode, variables: Variables): unknown {
  switch (node.kind) {
    case Kind.VARIABLE:
      return variables[node.name.value];
    case Kind.INT:
    case Kind.FLOAT:
      return Number(node.value);
    case Kind.LIST:
      return node.values.map((one) => literalOf(one, variables));
    case Kind.OBJECT:
      return Object.fromEntries(node.fields.map((one) => [one.name.value, literalOf(one.value, variables)]));
    case Kind.NULL:
      return null;
    default:
      return node.value;
  }
}

export const argumentsOf = (field: FieldNode, variables: Variables): Variables =>
  Object.fromEntries((field.arguments ?? []).map((one) => [one.name.value, literalOf(one.value, variables)]));

const CONNECTION_PARTS: ReadonlySet<string> = new Set(['nodes', 'edges', 'pageInfo']);

function costOf(set: SelectionSetNode, variables: Variables): number {
  let cost = 0;
  for (const field of fieldsOf(set)) {
    if (!field.selectionSet) continue;
    const { first } = argumentsOf(field, variables);
    const inside = costOf(field.selectionSet, variables);
    if (field.name.value === 'pageInfo') continue;
    if (CONNECTION_PARTS.has(field.name.value) || field.name.value === 'node') cost += inside;
    else cost += typeof first === 'number' ? 2 + first * (1 + inside) : 1 + inside;
  }
  return cost;
}

/** Everything of a connection that counts as one node, without its paging. */
export function nodeSelections(set: SelectionSetNode): SelectionSetNode {
  for (const field of fieldsOf(set)) {
    if (field.name.value === 'nodes') return field.selectionSet!;
    if (field.name.value === 'edges') return nodeSelections(field.selectionSet!);
    if (field.name.value === 'node') return field.selectionSet!;
  }
  return set;
}

export function compileSelections(set: SelectionSetNode, type: string): Pick {
  const parts = set.selections.map((selection): ((out: Record<string, unknown>, from: Wire, v: Variables) => void) => {
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const wanted = selection.typeCondition?.name.value;
      const inner = compileSelections(selection.selectionSet, wanted ?? type);
      return (out, from, variables) => {
        if (wanted === undefined || String(from.id).split('/')[3] === wanted)
          Object.assign(out, inner(from, variables));
      };
    }
    if (selection.kind !== Kind.FIELD) throw new GraphqlError('named fragments are not served by this twin');
    const name = selection.name.value;
    const key = selection.alias?.value ?? name;
    const inner = selection.selectionSet && compileSelections(selection.selectionSet, name);
    const whole = selection.selectionSet;
    return (out, from, variables) => {
      let value = from[name];
      if (value === undefined) throw new GraphqlError(`Field '${name}' doesn't exist on type '${type}'`);
      if (value instanceof Resolver) value = value.resolve(argumentsOf(selection, variables));
      if (value instanceof Connection) value = pageOf(value.page(argumentsOf(selection, variables)), whole!);
      out[key] = picked(value, inner, variables);
    };
  });
  return (value, variables) => {
    const out: Record<string, unknown> = {};
    for (const part of parts) part(out, value as Wire, variables);
    return out;
  };
}

function picked(value: unknown, inner: Pick | undefined, variables: Variables): unknown {
  if (value === null || value === undefined) return null;
  if (!inner) return value;
  if (Array.isArray(value)) return value.map((one) => picked(one, inner, variables));
  return inner(value, variables);
}

function pageOf({ nodes, cursors, hasNextPage }: Slice, set: SelectionSetNode): Wire {
  const wantsEdges = fieldsOf(set).some((field) => field.name.value === 'edges');
  return {
    nodes,
    edges: wantsEdges ? nodes.map((node, at) => ({ node, cursor: cursors[at] })) : [],
    pageInfo: {
      hasNextPage,
      hasPreviousPage: false,
      startCursor: cursors[0] ?? null,
      endCursor: cursors.at(-1) ?? null,
    },
  };
}
