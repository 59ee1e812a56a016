import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { klaviyo } from '../../../lambdas/extractors/sources/klaviyo/source.ts';
import { tinyWorld } from '../../helpers/worlds.ts';
import { openStage } from './stage.ts';

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly nullable?: boolean;
  readonly enum?: readonly unknown[];
  readonly format?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly maximum?: number;
}
interface Operation {
  readonly parameters: readonly { readonly name: string; readonly schema: Schema; readonly required?: boolean }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
  readonly responses: Readonly<
    Record<string, { readonly content: Readonly<Record<string, { readonly schema: Schema }>> }>
  >;
  readonly 'x-klaviyo-filters': Readonly<
    Record<string, { readonly operators: Readonly<Record<string, readonly string[]>> }>
  >;
  readonly 'x-klaviyo-ratelimit': { readonly burst: string; readonly steady: string };
}
interface Contract {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

const contracts = ['profiles', 'events', 'campaigns', 'metrics', 'lists', 'segments', 'reporting'].map(
  (name): Contract =>
    JSON.parse(readFileSync(new URL(`../../fixtures/vendors/klaviyo/openapi_${name}.json`, import.meta.url), 'utf8')),
);
const contractOf = (path: string) => contracts.find((one) => path in one.paths);

/** We hold no description of flows; their records are as other accounts recorded them. */
const isHeld = ({ url }: Exchange) => url.pathname !== '/api/flows';

interface Exchange {
  readonly method: string;
  readonly sent: unknown;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly limit: string | undefined;
}
let said: Exchange[];

beforeAll(async () => {
  said = [];
});

describe('our calls and the twin, held against Klaviyo revision 2026-07-15', () => {
  it('asks only for paths, parameters, sizes, filters and sorts that exist', async () => {
    const stage = await openStage(tinyWorld(), 'klaviyo', {
      http: (inner) => async (request) => {
        const response = await inner(request);
        const text = await response.text();
        said.push({
          method: request.method.toLowerCase(),
          sent: request.body === undefined ? undefined : JSON.parse(request.body),
          url: new URL(request.url),
          headers: request.headers,
          body: JSON.parse(text),
          limit: response.header('ratelimit-limit'),
        });
        return { ...response, text: async () => text };
      },
    });
    for (const key of await stage.plan()) await stage.extract(key);
    const wrong: string[] = [];
    for (const { method, sent, url, headers } of said.filter(isHeld)) {
      const operation = contractOf(url.pathname)?.paths[url.pathname]?.[method];
      if (!operation) {
        wrong.push(`no path ${url.pathname}`);
        continue;
      }
      for (const [name, value] of url.searchParams) {
        const parameter = operation.parameters.find((one) => one.name === name);
        if (!parameter) wrong.push(`${url.pathname} knows no ${name}`);
        else if (name === 'page[size]' && Number(value) > parameter.schema.maximum!)
          wrong.push(`${url.pathname} ${name}=${value}`);
        else if (name === 'sort' && !parameter.schema.enum!.includes(value))
          wrong.push(`${url.pathname} sort=${value}`);
        else if (parameter.schema.items?.enum)
          for (const one of value.split(','))
            if (!parameter.schema.items.enum.includes(one)) wrong.push(`${url.pathname} ${name}=${one}`);
      }
      for (const { name, required } of operation.parameters)
        if (required && name !== 'revision' && !url.searchParams.has(name)) wrong.push(`${url.pathname} wants ${name}`);
      for (const [, operator, field] of (url.searchParams.get('filter') ?? '').matchAll(/([a-z-]+)\(([\w.]+),/g)) {
        const operators = Object.values(operation['x-klaviyo-filters'][field ?? '']?.operators ?? {}).flat();
        if (!operators.includes(operator ?? '')) wrong.push(`${url.pathname} filter ${operator}(${field})`);
      }
      const body = operation.requestBody?.content['application/vnd.api+json'];
      const faults = new Set<string>();
      if (body) check(contractOf(url.pathname)!, body.schema, sent, `${url.pathname} body`, faults, false);
      wrong.push(...faults);
      expect(headers.revision).toBe('2026-07-15');
      expect(headers['x-klaviyo-revision-fall-forward-opt-out']).toBe('1');
    }
    expect([...new Set(wrong)]).toEqual([]);
    expect(new Set(said.map(({ url }) => url.pathname)).size).toBe(9);
  });

  it('is answered by the twin as the contract says, with its rate limits', () => {
    const wrong = new Set<string>();
    for (const { method, url, body, limit } of said.filter(isHeld)) {
      const contract = contractOf(url.pathname)!;
      const { responses, 'x-klaviyo-ratelimit': rate } = contract.paths[url.pathname]![method]!;
      const sparse = [...url.searchParams.keys()].some((name) => name.startsWith('fields['));
      check(contract, responses['200']!.content['application/vnd.api+json']!.schema, body, url.pathname, wrong, sparse);
      const [burst, steady] = [Number.parseInt(rate.burst, 10), Number.parseInt(rate.steady, 10)];
      expect(limit).toBe(`${burst}, ${burst};w=1, ${steady};w=60`);
    }
    expect([...wrong]).toEqual([]);
  });

  it.each([
    ['only what is promised, and null wherever it may be', true],
    ['everything there', false],
  ])('our schemas take a record with %s', (_how, bare) => {
    for (const { name, schema } of klaviyo.streams.filter((one) => contractOf(`/api/${one.name}`))) {
      const path = `/api/${name}`;
      const contract = contractOf(path)!;
      const whole = contract.paths[path]!.get!.responses['200']!.content['application/vnd.api+json']!.schema;
      const { data } = sample(contract, whole, bare) as { data: { attributes: object }[] };
      // The key and the field of the window are asked for by their names; a record without them could not be placed.
      const asked = { updated: TIME, datetime: TIME };
      const attributes = { ...data[0]?.attributes, ...asked };
      // Recorded events carry their profile and metric unasked; one without either says nothing about anybody.
      const checked = schema.safeParse({ relationships: {}, ...data[0], id: 'x', attributes });
      const issues = checked.success
        ? []
        : checked.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
      expect(issues, name).toEqual([]);
    }
  });

  it('would notice a wrong answer', () => {
    const contract = contractOf('/api/events')!;
    const schema = contract.paths['/api/events']!.get!.responses['200']!.content['application/vnd.api+json']!.schema;
    const wrong = new Set<string>();
    const event = { type: 'evnt', id: 7, attributes: { timestamp: 'soon', datetime: 'later', invented: 1 } };
    check(contract, schema, { data: [event] }, '', wrong, false);
    expect(wrong.size).toBe(6);
  });
});

const TIME = '2026-01-01T00:00:00+00:00';

/** A value the contract allows: as little as it allows, or something everywhere. */
function sample(contract: Contract, schema: Schema, bare: boolean): unknown {
  if (schema.$ref) return sample(contract, contract.components.schemas[schema.$ref.split('/').at(-1)!]!, bare);
  if (bare && schema.nullable) return null;
  if (schema.allOf) return sample(contract, merged(contract, schema.allOf), bare);
  if (schema.oneOf) return sample(contract, schema.oneOf[0]!, bare);
  if (schema.enum) return schema.enum[0];
  if (schema.type === 'array') return [sample(contract, schema.items ?? {}, bare)];
  if (schema.type === 'integer' || schema.type === 'number') return 1;
  if (schema.type === 'boolean') return true;
  if (schema.type === 'string') return TIME; // some times are declared as mere texts
  return Object.fromEntries(
    Object.entries(schema.properties ?? {})
      .filter(([name]) => !bare || schema.required?.includes(name))
      .map(([name, child]) => [name, sample(contract, child, bare)]),
  );
}

/** All parts of an object at once: a field is declared when one of them declares it. */
function merged(contract: Contract, parts: readonly Schema[]): Schema {
  const whole = parts.map((part): Schema => {
    const found = part.$ref ? contract.components.schemas[part.$ref.split('/').at(-1)!]! : part;
    return found.allOf ? merged(contract, found.allOf) : found;
  });
  if (whole.every((part) => !part.properties)) return whole[0]!;
  const properties: Record<string, Schema> = {};
  for (const part of whole)
    for (const [name, one] of Object.entries(part.properties ?? {}))
      properties[name] = properties[name] ? { allOf: [properties[name], one] } : one;
  return { type: 'object', properties, required: whole.flatMap((part) => part.required ?? []) };
}

/** Walks a value along its schema; fields the contract does not name are wrong too: the twin must not invent any. */
function check(
  contract: Contract,
  schema: Schema,
  value: unknown,
  path: string,
  wrong: Set<string>,
  sparse: boolean,
): void {
  if (schema.$ref) {
    check(contract, contract.components.schemas[schema.$ref.split('/').at(-1)!]!, value, path, wrong, sparse);
    return;
  }
  // The description promises texts where the API sends `"next": null`.
  if (value === null && (schema.nullable || /\.links\.(next|prev)$/.test(path))) return;
  if (schema.allOf) {
    check(contract, merged(contract, schema.allOf), value, path, wrong, sparse);
    return;
  }
  if (schema.oneOf) {
    const tries = schema.oneOf.map((one) => {
      const found = new Set<string>();
      check(contract, one, value, path, found, sparse);
      return found;
    });
    if (tries.every((found) => found.size > 0)) for (const problem of tries[0]!) wrong.add(problem);
    return;
  }
  if (schema.type === 'object' || schema.properties) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      wrong.add(`${path}: ${JSON.stringify(value)} is no object`);
      return;
    }
    const given = value as Readonly<Record<string, unknown>>;
    const isAttributes = path.endsWith('.attributes');
    for (const name of schema.required ?? [])
      if (!(name in given) && !(sparse && isAttributes)) wrong.add(`${path}.${name}: missing`);
    for (const [name, child] of Object.entries(given)) {
      const declared = schema.properties?.[name];
      if (declared) check(contract, declared, child, `${path}.${name}`, wrong, sparse);
      else if (schema.properties) wrong.add(`${path}.${name}: nobody declared it`);
    }
  } else if (schema.type === 'array') {
    if (!Array.isArray(value)) wrong.add(`${path}: no list`);
    else for (const one of value) check(contract, schema.items ?? {}, one, `${path}[]`, wrong, sparse);
  } else if (schema.enum && !schema.enum.includes(value))
    wrong.add(`${path}: ${JSON.stringify(value)} is none of ${schema.enum.join(', ')}`);
  else if (schema.type === 'integer' ? !Number.isInteger(value) : schema.type && schema.type !== typeof value)
    wrong.add(`${path}: ${JSON.stringify(value)} is no ${schema.type}`);
  else if (schema.format === 'date-time' && Number.isNaN(Date.parse(String(value)))) wrong.add(`${path}: no time`);
}
