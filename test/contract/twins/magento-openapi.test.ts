import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { RestStream } from '../../../lambdas/extractors/engine/rest/declare.ts';
import { magento } from '../../../lambdas/extractors/sources/magento/source.ts';
import { tinyWorld } from '../../helpers/worlds.ts';
import { openStage } from './stage.ts';

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
}
interface Operation {
  readonly parameters: readonly { readonly name: string; readonly type?: string }[];
  readonly responses: Readonly<Record<string, { readonly schema: Schema }>>;
}
interface Contract {
  readonly paths: Readonly<Record<string, { readonly get?: Operation }>>;
  readonly definitions: Readonly<Record<string, Schema>>;
}

const contract: Contract = JSON.parse(
  gunzipSync(
    readFileSync(new URL('../../fixtures/vendors/magento/admin_schema_2.4.8.json.gz', import.meta.url)),
  ).toString(),
);
const operationOf = (path: string) => contract.paths[`/V1${path}`]?.get;
const resolved = (schema: Schema): Schema =>
  schema.$ref ? contract.definitions[schema.$ref.split('/').at(-1)!]! : schema;

/**
 * What the description leaves out and its pages tell: responses can be cut to `fields`
 * (https://developer.adobe.com/commerce/webapi/rest/use-rest/retrieve-filtered-responses/), and filters and orders are numbered on
 * (https://developer.adobe.com/commerce/webapi/rest/use-rest/performing-searches/).
 */
const described = (name: string) => name.replace(/\[(filterGroups|filters|sortOrders)\]\[\d+\]/g, '[$1][0]');

interface Exchange {
  readonly path: string;
  readonly params: URLSearchParams;
  readonly body: unknown;
}

async function exchanges(): Promise<Exchange[]> {
  const said: Exchange[] = [];
  const stage = await openStage(tinyWorld(), 'magento', {
    http: (inner) => async (request) => {
      const response = await inner(request);
      const text = await response.text();
      const url = new URL(request.url);
      const path = url.pathname.replace('/rest/all/V1', '');
      said.push({ path, params: url.searchParams, body: JSON.parse(text) });
      return { ...response, text: async () => text };
    },
  });
  for (const key of await stage.plan()) await stage.extract(key);
  return said;
}
let said: Exchange[] = [];

describe('our calls and the twin, held against Adobe Commerce 2.4.8', () => {
  it('asks only for paths and parameters that exist', async () => {
    said = await exchanges();
    const wrong = new Set<string>();
    const paths = new Set<string>();
    for (const { path, params } of said) {
      paths.add(path);
      const operation = operationOf(path);
      if (!operation) wrong.add(`no path ${path}`);
      for (const [name, value] of params) {
        if (name === 'fields') continue;
        const parameter = operation?.parameters.find((one) => one.name === described(name));
        if (!parameter) wrong.add(`${path} knows no ${name}`);
        else if (parameter.type === 'integer' && !Number.isInteger(Number(value)))
          wrong.add(`${path} ${name}=${value}`);
      }
    }
    expect([...wrong]).toEqual([]);
    expect(paths.size).toBe(9);
  });

  it('is answered by the twin as the contract says', () => {
    const wrong = new Set<string>();
    for (const { path, params, body } of said)
      check(operationOf(path)!.responses['200']!.schema, body, path, wrong, params.has('fields'));
    expect([...wrong]).toEqual([]);
  });

  it.each([
    ['only what is promised', true],
    ['everything there', false],
  ])('our schemas take a record with %s', (_how, bare) => {
    for (const stream of magento.streams) {
      const { path } = stream as RestStream;
      const answer = resolved(operationOf(path)!.responses['200']!.schema);
      const record = resolved((answer.properties?.items ?? answer).items!);
      const sampled = sample(record, bare, 0) as object;
      // The key is not promised, and a record without one could not be told from others.
      const keyed = { id: 7, entity_id: 7, sku: 'a', source_code: 'b', ...sampled };
      const checked = stream.schema.safeParse(keyed);
      const issues = checked.success ? [] : checked.error.issues.map((one) => `${one.path.join('.')}: ${one.message}`);
      expect(issues, stream.name).toEqual([]);
    }
  });

  it('would notice a wrong answer', () => {
    const wrong = new Set<string>();
    const schema = operationOf('/orders')!.responses['200']!.schema;
    const order = { entity_id: 'x', grand_total: '7', invented: 1, items: {} };
    check(schema, { items: [order], total_count: 'many' }, '', wrong, false);
    expect(wrong.size).toBe(8);
  });
});

/** A value the contract allows; deep inside it repeats itself. */
function sample(given: Schema, bare: boolean, depth: number): unknown {
  const schema = resolved(given);
  switch (schema.type) {
    case 'array':
      return depth > 5 ? [] : [sample(schema.items ?? {}, bare, depth + 1)];
    case 'integer':
    case 'number':
      return 1;
    case 'boolean':
      return true;
    case 'string':
      return '2026-01-01'; // a time, an id or a word
    default:
      return Object.fromEntries(
        Object.entries(schema.properties ?? {})
          .filter(([name]) => (bare ? schema.required?.includes(name) : depth < 6))
          // A text by its type; what it says is in its documentation.
          .map(([name, child]) => [name, name === 'timezone' ? 'Europe/Berlin' : sample(child, bare, depth + 1)]),
      );
  }
}

/** Walks a value along its schema; a field the contract does not name is wrong too: the twin must not invent any. */
function check(given: Schema, value: unknown, path: string, wrong: Set<string>, isCut: boolean): void {
  const schema = resolved(given);
  if (schema.type === 'array') {
    if (!Array.isArray(value)) wrong.add(`${path}: no list`);
    else for (const one of value) check(schema.items ?? {}, one, `${path}[]`, wrong, isCut);
  } else if (schema.properties || schema.type === 'object') {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      wrong.add(`${path}: ${JSON.stringify(value)} is no object`);
      return;
    }
    for (const name of schema.required ?? []) if (!(name in value) && !isCut) wrong.add(`${path}.${name}: missing`);
    for (const [name, child] of Object.entries(value)) {
      const declared = schema.properties?.[name];
      if (declared) check(declared, child, `${path}.${name}`, wrong, isCut);
      else wrong.add(`${path}.${name}: nobody declared it`);
    }
  } else if (schema.type === 'integer' ? !Number.isInteger(value) : schema.type && schema.type !== typeof value)
    if (!(value === null && path.endsWith('account_status')))
      // A payment without a card has no status of one, and says null.
      wrong.add(`${path}: ${JSON.stringify(value)} is no ${schema.type}`);
}
