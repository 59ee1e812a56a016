// Answers held against a GraphQL schema.
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

const isText = (value: unknown): value is string => typeof value === 'string';
const isDecimal = (value: unknown) => isText(value) && /^-?\d+(\.\d+)?$/.test(value);
const SCALARS: Readonly<Record<string, (value: unknown) => boolean>> = {
  ID: (value) => isText(value) && /^gid:\/\/shopify\/\w+\/.+$/.test(value),
  String: isText,
  Int: Number.isInteger,
  Float: (value) => typeof value === 'number',
  Boolean: (value) => typeof value === 'boolean',
  DateTime: (value) => isText(value) && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value),
  Decimal: isDecimal,
  Money: isDecimal,
  UnsignedInt64: (value) => isText(value) && /^\d+$/.test(value),
  URL: (value) => isText(value) && URL.canParse(value),
  // Of any shape, and what we rely on is that rows name their columns.
  JSON: (value) => Array.isArray(value) && value.every((row) => typeof row.day === 'string'),
};

/**
 * Walks an answer along its document.
 * @param path  where `value` stands in the answer, as the findings name it
 * @param wrong takes a line for each value that the schema does not promise
 */
export function check(
  schema: GraphQLSchema,
  type: GraphQLOutputType,
  set: SelectionSetNode | undefined,
  value: unknown,
  path: string,
  wrong: Set<string>,
) {
  if (isNonNullType(type)) {
    if (value === null || value === undefined) wrong.add(`${path}: null where ${type} is promised`);
    else check(schema, type.ofType, set, value, path, wrong);
  } else if (value === null) {
    // allowed here
  } else if (value === undefined) wrong.add(`${path}: missing`);
  else if (isListType(type)) {
    if (!Array.isArray(value)) wrong.add(`${path}: ${JSON.stringify(value)} is no list`);
    else for (const one of value) check(schema, type.ofType, set, one, `${path}[]`, wrong);
  } else if (isEnumType(type)) {
    if (!type.getValues().some((one) => one.name === value)) wrong.add(`${path}: ${String(value)} is no ${type.name}`);
  } else if (isScalarType(type)) {
    const form = SCALARS[type.name];
    if (!form) wrong.add(`${path}: nobody checks ${type.name}`);
    else if (!form(value)) wrong.add(`${path}: ${JSON.stringify(value)} is no ${type.name}`);
  } else if (typeof value !== 'object') wrong.add(`${path}: ${String(value)} is no object`);
  else
    for (const selection of set?.selections ?? []) {
      if (selection.kind === Kind.INLINE_FRAGMENT) {
        const wanted = selection.typeCondition?.name.value ?? '';
        const { __typename: is = wanted } = value as { __typename?: string };
        if (is !== wanted) continue; // one of several kinds, and another
        const inner = schema.getType(wanted);
        check(schema, inner as GraphQLOutputType, selection.selectionSet, value, `${path}/${wanted}`, wrong);
      } else if (selection.kind === Kind.FIELD && selection.name.value !== '__typename') {
        const { name, alias, selectionSet } = selection;
        const field = 'getFields' in type ? type.getFields()[name.value] : undefined;
        if (!field) wrong.add(`${path}.${name.value}: no such field`);
        else {
          const child = (value as Record<string, unknown>)[alias?.value ?? name.value];
          check(schema, field.type as GraphQLOutputType, selectionSet, child, `${path}.${name.value}`, wrong);
        }
      }
    }
}
