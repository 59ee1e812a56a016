// Values as a GraphQL schema promises them, made for the documents we send.
import {
  type GraphQLOutputType,
  type GraphQLSchema,
  isEnumType,
  isListType,
  isNonNullType,
  isScalarType,
  Kind,
  type SelectionSetNode,
} from 'graphql';

const EXAMPLES: Readonly<Record<string, unknown>> = {
  ID: 'gid://shopify/Thing/1',
  String: 'text',
  Int: 1,
  Float: 1,
  Boolean: true,
  DateTime: '2026-01-01T00:00:00Z',
  Decimal: '1.00',
  Money: '1.00',
  UnsignedInt64: '1',
  URL: 'https://example.com',
};

/** A value of the type along a selection: with null in every place that allows it, or with something everywhere. */
export function sample(
  schema: GraphQLSchema,
  type: GraphQLOutputType,
  set: SelectionSetNode | undefined,
  bare: boolean,
): unknown {
  if (isNonNullType(type)) {
    const inner: GraphQLOutputType = type.ofType;
    return filled(schema, inner, set, bare);
  }
  // What a query asks for by its own name is there: `null` would be an answer without it.
  return bare && type !== schema.getQueryType() ? null : filled(schema, type, set, bare);
}

/** A value of the type that is there, whatever lies below it. */
export function filled(
  schema: GraphQLSchema,
  type: GraphQLOutputType,
  set: SelectionSetNode | undefined,
  bare: boolean,
): unknown {
  if (isListType(type)) return [sample(schema, type.ofType, set, bare)];
  if (isEnumType(type)) return type.getValues()[0]!.name;
  if (isScalarType(type)) return EXAMPLES[type.name];
  const out: Record<string, unknown> = {};
  for (const selection of set?.selections ?? []) {
    if (selection.kind === Kind.INLINE_FRAGMENT) {
      const one = schema.getType(selection.typeCondition?.name.value ?? '') as GraphQLOutputType;
      Object.assign(out, filled(schema, one, selection.selectionSet, bare));
    }
    if (selection.kind !== Kind.FIELD || selection.name.value === '__typename') continue;
    const field = 'getFields' in type ? type.getFields()[selection.name.value] : undefined;
    // A text by its type; what it says is in its documentation.
    if (selection.name.value === 'ianaTimezone') out.ianaTimezone = 'Europe/Berlin';
    else out[selection.name.value] = sample(schema, field!.type as GraphQLOutputType, selection.selectionSet, bare);
  }
  // An id says what it is of.
  if ('id' in out && 'name' in type) out.id = `gid://shopify/${type.name}/1`;
  return out;
}
