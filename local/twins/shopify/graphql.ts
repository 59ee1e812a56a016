// A GraphQL document, compiled once into a function that picks its fields from records. Not a general executor: it
// knows only our shapes.
import { type FieldNode, Kind, parse, type SelectionSetNode, type ValueNode } from 'graphql';

export type Variables = Readonly<Record<string, unknown>>;
export type Wire = Readonly<Record<string, unknown>>;

/** A page of a connection, and whether more follow. */
export interface Slice {
  readonly nodes: readonly Wire[];
  readonly cursors: readonly string[];
  readonly hasNextPage: boolean;
}

/** A connection that is paged on demand. */
export class Connection {
  readonly page: (args: Variables) => Slice;
  constructor(page: (args: Variables) => Slice) {
    this.page = page;
  }
  /** A list that is computed only when a document selects it. */
  static later(nodes: () => readonly Wire[]): Connection {
    return new Connection((args) => Connection.of(nodes()).page(args));
  }
  /** A complete list: cursors are positions. */
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
  /** Names of the root fields. */
  readonly roots: readonly string[];
  readonly pick: Pick;
  /** Requested cost in points: objects 1, scalars 0, connections two and their nodes, mutations 10. */
  cost(variables: Variables): number;
  /** Actual cost in points, by the same rule: the difference is refunded. */
  actualCost(data: unknown): number;
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
    actualCost: (data) => Math.max(1, (isMutation ? 10 : 0) + costOfFound(data)),
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

/**
 * A connection is sized by `first`, `nodes` by its ids; a plain list costs the same as one object, and a union as its
 * most expensive type.
 */
function costOf(set: SelectionSetNode, variables: Variables): number {
  let cost = 0;
  let dearest = 0;
  for (const field of set.selections) {
    if (field.kind === Kind.INLINE_FRAGMENT) dearest = Math.max(dearest, costOf(field.selectionSet, variables));
    if (field.kind !== Kind.FIELD) continue;
    const { name, selectionSet } = field;
    if (!selectionSet || name.value === 'pageInfo') continue;
    const { first, last, ids } = argumentsOf(field, variables);
    const inside = costOf(selectionSet, variables);
    const isConnection = fieldsOf(selectionSet).some((one) => CONNECTION_PARTS.has(one.name.value));
    if (CONNECTION_PARTS.has(name.value) || name.value === 'node') cost += inside;
    else if (isConnection) cost += 2 + Number(first ?? last ?? 0) * (1 + inside);
    else cost += (Array.isArray(ids) ? ids.length : 1) * (1 + inside);
  }
  return cost + dearest;
}

function costOfFound(value: unknown): number {
  if (Array.isArray(value)) return Math.max(0, ...value.map(costOfFound));
  if (typeof value !== 'object' || value === null) return 0;
  let cost = 0;
  for (const [name, child] of Object.entries(value)) {
    if (name === 'pageInfo' || typeof child !== 'object' || child === null) continue;
    if (name === 'nodes' || name === 'edges') {
      for (const one of child as readonly unknown[]) cost += 1 + costOfFound(one);
    } else if ('nodes' in child || 'edges' in child) cost += 2 + costOfFound(child);
    else cost += 1 + costOfFound(child);
  }
  return cost;
}

/** The fields of a connection that count as one node, without its paging. */
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
    if (name === '__typename')
      return (out, from) => {
        out.__typename = String(from.id).split('/')[3];
      };
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
