import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { intercom, VERSION } from '../../../lambdas/extractors/sources/intercom/source.ts';
import { tinyWorld } from '../../helpers/worlds.ts';
import { openStage } from './stage.ts';

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly nullable?: boolean;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
}
interface Content {
  readonly content: { readonly 'application/json': { readonly schema: Schema } };
}
interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: Content;
  readonly responses: Readonly<Record<string, Content>>;
}
interface Contract {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

const contract: Contract = JSON.parse(
  readFileSync(new URL('../../fixtures/vendors/intercom/openapi_2.14.json', import.meta.url), 'utf8'),
);

/** What came with 2.16: said in the vendor's pages of that version, and in no description we hold. */
const SINCE_2_16 = {
  parameters: { '/contacts/search': ['include_merge_history'] } as Readonly<Record<string, readonly string[]>>,
  fields: /\.merge_history$/,
  paths: ['/conversations/deleted'],
};
/** The description promises values where the API sends null, as its own recorded answers show. */
const NULLS =
  /\.(conversation_rating|sla_applied|first_contact_reply|pages|total_count)$|\.statistics\.\w+$|\.assigned_to$|\.parts?\[\]\.\w+$/;

interface Exchange {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly sent: unknown;
  readonly body: unknown;
}

async function conversation(): Promise<Exchange[]> {
  const said: Exchange[] = [];
  const stage = await openStage(tinyWorld(), 'intercom', {
    http: (inner) => async (request) => {
      const response = await inner(request);
      const text = await response.text();
      const { method, url, headers, body } = request;
      const sent = body === undefined ? undefined : JSON.parse(body);
      said.push({ method, url: new URL(url), headers, sent, body: JSON.parse(text) });
      return { ...response, text: async () => text };
    },
  });
  for (const key of await stage.plan()) await stage.extract(key);
  return said;
}
let said: Exchange[] = [];

const pathOf = ({ pathname }: URL) => pathname.replace(/^\/conversations\/\d+$/, '/conversations/{conversation_id}');
const operationOf = ({ method, url }: Exchange) => contract.paths[pathOf(url)]?.[method.toLowerCase()];

describe('our calls and the twin, held against Intercom 2.14', () => {
  it('asks only for paths, parameters and bodies that exist, in the versions that have them', async () => {
    said = await conversation();
    const wrong = new Set<string>();
    for (const exchange of said) {
      const path = pathOf(exchange.url);
      const isNewer = SINCE_2_16.paths.includes(path) || path in SINCE_2_16.parameters;
      expect(exchange.headers['intercom-version'], path).toBe(isNewer ? '2.16' : VERSION);
      if (SINCE_2_16.paths.includes(path)) continue;
      const operation = operationOf(exchange);
      if (!operation) {
        wrong.add(`${exchange.method} ${path}: no such call`);
        continue;
      }
      const known = [...(operation.parameters ?? []).map(({ name }) => name), ...(SINCE_2_16.parameters[path] ?? [])];
      for (const name of exchange.url.searchParams.keys())
        if (!known.includes(name)) wrong.add(`${path} knows no ${name}`);
      if (operation.requestBody)
        check(operation.requestBody.content['application/json'].schema, exchange.sent, `${path} body`, wrong);
    }
    expect([...wrong]).toEqual([]);
    expect(new Set(said.map(({ url }) => pathOf(url))).size).toBe(8);
  });

  it('is answered by the twin as the contract says', () => {
    const wrong = new Set<string>();
    for (const exchange of said) {
      const operation = operationOf(exchange);
      if (operation)
        check(
          operation.responses['200']!.content['application/json'].schema,
          exchange.body,
          pathOf(exchange.url),
          wrong,
        );
    }
    expect([...wrong]).toEqual([]);
  });

  it.each([
    ['contacts', 'contact'],
    ['companies', 'company'],
    ['conversations', 'conversation'],
    ['tags', 'tag'],
    ['teams', 'team'],
  ])('our schema of %s takes a record with everything there, and one with only its id', (name, component) => {
    const { schema } = intercom.streams.find((one) => one.name === name)!;
    const whole = sample({ $ref: `#/components/schemas/${component}` }, 0) as object;
    for (const record of [{ ...whole, id: '1' }, { id: '1' }]) {
      const checked = schema.safeParse(record);
      const issues = checked.success
        ? []
        : checked.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
      expect(issues).toEqual([]);
    }
  });

  it('would notice a wrong answer', () => {
    const wrong = new Set<string>();
    const tag = { type: 7, id: 7, name: 'x', invented: true };
    check(
      contract.paths['/tags']!.get!.responses['200']!.content['application/json'].schema,
      { type: 'lost', data: [tag] },
      '',
      wrong,
    );
    expect(wrong.size).toBe(4);
  });
});

const resolve = (schema: Schema): Schema =>
  schema.$ref
    ? {
        ...contract.components.schemas[schema.$ref.split('/').at(-1)!]!,
        ...(schema.nullable ? { nullable: true } : {}),
      }
    : schema;

/** A value with something everywhere. */
function sample(given: Schema, depth: number): unknown {
  const schema = resolve(given);
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map((one) => sample(one, depth)));
  if (schema.oneOf) return sample(schema.oneOf[0]!, depth);
  if (schema.enum) return schema.enum[0];
  if (schema.type === 'array') return depth > 6 ? [] : [sample(schema.items ?? {}, depth + 1)];
  if (schema.type === 'integer' || schema.type === 'number') return 1;
  if (schema.type === 'boolean') return true;
  if (schema.type === 'string') return 'text';
  return Object.fromEntries(
    Object.entries(schema.properties ?? {}).map(([name, child]) => [name, sample(child, depth + 1)]),
  );
}

/** Walks a value along its schema; fields nobody declared are wrong too: the twin must not invent any. */
function check(given: Schema, value: unknown, path: string, wrong: Set<string>): void {
  const schema = resolve(given);
  if (value === null) {
    if (!schema.nullable && !NULLS.test(path)) wrong.add(`${path}: null`);
    return;
  }
  if (schema.allOf || schema.oneOf) {
    const tries = (schema.oneOf ?? schema.allOf)!.map((one) => {
      const found = new Set<string>();
      check(one, value, path, found);
      return found;
    });
    if (tries.every((found) => found.size > 0)) for (const problem of tries[0]!) wrong.add(problem);
  } else if (schema.type === 'object' || schema.properties) {
    if (typeof value !== 'object' || Array.isArray(value)) {
      wrong.add(`${path}: ${JSON.stringify(value)} is no object`);
      return;
    }
    const record = value as Readonly<Record<string, unknown>>;
    for (const name of schema.required ?? []) if (!(name in record)) wrong.add(`${path}.${name}: missing`);
    if (!schema.properties) return;
    for (const [name, child] of Object.entries(record)) {
      const declared = schema.properties[name];
      if (declared) check(declared, child, `${path}.${name}`, wrong);
      // Lists of references say what they are, in every recorded answer.
      else if (!SINCE_2_16.fields.test(`${path}.${name}`) && name !== 'type')
        wrong.add(`${path}.${name}: nobody declared it`);
    }
  } else if (schema.type === 'array') {
    if (!Array.isArray(value)) wrong.add(`${path}: no list`);
    else for (const one of value) check(schema.items ?? {}, one, `${path}[]`, wrong);
  } else if (schema.enum && !schema.enum.includes(value))
    wrong.add(`${path}: ${JSON.stringify(value)} is none of ${schema.enum.join(', ')}`);
  else if (schema.type === 'integer' ? !Number.isInteger(value) : schema.type && schema.type !== typeof value)
    wrong.add(`${path}: ${JSON.stringify(value)} is no ${schema.type}`);
}
