// Our queries, our calls and the twin's answers, held against the discovery document of Google Ads v24.
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { QUERIES } from '../../../lambdas/extractors/sources/google_ads/queries.ts';
import { googleAds } from '../../../lambdas/extractors/sources/google_ads/source.ts';
import { lagBucket } from '../../../local/twins/google_ads/days.ts';
import { KNOWN } from '../../../local/twins/google_ads/twin.ts';
import { tinyWorld } from '../../helpers/worlds.ts';
import { openStage } from './stage.ts';

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
}
const contract: {
  readonly version: string;
  readonly schemas: Readonly<Record<string, Schema>>;
  readonly resources: {
    readonly customers: {
      readonly resources: {
        readonly googleAds: {
          readonly methods: Readonly<Record<string, { readonly path: string; readonly httpMethod: string }>>;
        };
      };
    };
  };
} = JSON.parse(
  gunzipSync(
    readFileSync(new URL('../../fixtures/vendors/google_ads/googleads_v24_discovery.json.gz', import.meta.url)),
  ).toString(),
);
const named = (name: string) => contract.schemas[`GoogleAdsGoogleadsV24${name}`]!;
const resolved = (schema: Schema): Schema => (schema.$ref ? contract.schemas[schema.$ref]! : schema);
const camel = (name: string) => name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** The schema of a field of a row, as a query names it. */
function fieldOf(path: string): Schema | undefined {
  let at: Schema | undefined = named('Services__GoogleAdsRow');
  for (const name of path.split('.').map(camel)) at = at && resolved(at).properties?.[name];
  return at && resolved(at);
}

/** Walks a value along its schema; what the contract does not name is wrong too. */
function check(given: Schema, value: unknown, path: string, wrong: Set<string>): void {
  const schema = resolved(given);
  if (schema.properties) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      wrong.add(`${path}: no object`);
      return;
    }
    for (const [name, child] of Object.entries(value)) {
      const declared = schema.properties[name];
      if (declared) check(declared, child, `${path}.${name}`, wrong);
      else wrong.add(`${path}.${name}: nobody declared it`);
    }
  } else if (schema.type === 'array') {
    if (!Array.isArray(value)) wrong.add(`${path}: no list`);
    else for (const one of value) check(schema.items!, one, `${path}[]`, wrong);
  } else if (schema.enum) {
    if (!schema.enum.includes(String(value))) wrong.add(`${path}: ${String(value)} is no word of the contract`);
  } else if (schema.format === 'int64') {
    if (typeof value !== 'string' || !/^-?\d+$/.test(value))
      wrong.add(`${path}: ${JSON.stringify(value)} is no int64 in text`);
  } else if (schema.type === 'number' || schema.type === 'integer') {
    if (typeof value !== 'number') wrong.add(`${path}: no number`);
  } else if (schema.type && typeof value !== schema.type) wrong.add(`${path}: no ${schema.type}`);
}

interface Exchange {
  readonly url: URL;
  readonly method: string;
  readonly sent: Record<string, unknown>;
  readonly body: unknown;
}
const said: Exchange[] = [];

/** Everything the account holds, read once; what passed is kept. */
async function readAll(): Promise<void> {
  const stage = await openStage(tinyWorld(), 'google_ads', {
    http: (inner) => async (request) => {
      const response = await inner(request);
      const text = await response.text();
      if (request.url.includes('googleAds:'))
        said.push({
          url: new URL(request.url),
          method: request.method,
          sent: JSON.parse(request.body!),
          body: JSON.parse(text),
        });
      return { ...response, text: async () => text };
    },
  });
  for (const key of await stage.plan()) await stage.extract(key);
}

describe('Google Ads v24', () => {
  it('is the version we pin', () => {
    expect(contract.version).toBe(googleAds.apiVersion);
  });

  it.each(Object.entries(QUERIES))('has every field that %s selects, filters and sorts by', (_name, query) => {
    const {
      select,
      where = [],
      orderBy = [],
    } = query as { select: readonly string[]; where?: readonly string[]; orderBy?: readonly string[] };
    const used = [...select, ...orderBy, ...where.map((one) => one.split(' ')[0]!)];
    expect(used.filter((path) => fieldOf(path) === undefined)).toEqual([]);
    for (const condition of where)
      for (const [, word] of condition.matchAll(/'(\w+)'/g))
        expect(fieldOf(condition.split(' ')[0]!)!.enum, condition).toContain(word);
  });

  it('has every field and every step of lag the twin knows', () => {
    expect(KNOWN.filter((path) => fieldOf(path) === undefined)).toEqual([]);
    const steps = fieldOf('segments.conversion_or_adjustment_lag_bucket')!.enum;
    for (let day = 0; day < 30; day++) expect(steps).toContain(lagBucket(day));
  });

  it('has every field our schemas name, but those of older versions', () => {
    const older = new Set(['campaign.startDate', 'campaign.endDate', 'changeStatus.feed']);
    const wrong = new Set<string>();
    const walk = (schema: z.ZodType, at: Schema | undefined, path: string) => {
      const def = (
        schema as z.ZodType & {
          def: { type: string; shape?: Record<string, z.ZodType>; innerType?: z.ZodType; element?: z.ZodType };
        }
      ).def;
      if (def.innerType) walk(def.innerType, at, path);
      else if (def.element) walk(def.element, at && resolved(at).items, path);
      else
        for (const [name, child] of Object.entries(def.shape ?? {})) {
          const inner = at && resolved(at).properties?.[name];
          const here = path === '' ? name : `${path}.${name}`;
          if (!inner && !older.has(here)) wrong.add(here);
          else if (inner) walk(child, inner, here);
        }
    };
    for (const { schema } of googleAds.streams) walk(schema, named('Services__GoogleAdsRow'), '');
    expect([...wrong]).toEqual([]);
  });

  it('is asked at its paths, with nothing but what its requests hold', async () => {
    await readAll();
    const { search, searchStream } = contract.resources.customers.resources.googleAds.methods;
    const wrong = new Set<string>();
    for (const { url, method, sent } of said) {
      const isStream = url.pathname.endsWith('Stream');
      const { path, httpMethod } = (isStream ? searchStream : search)!;
      expect(url.pathname).toMatch(new RegExp(`^/${path.replace('{+customerId}', '\\d+')}$`));
      expect(method).toBe(httpMethod);
      check(
        named(isStream ? 'Services__SearchGoogleAdsStreamRequest' : 'Services__SearchGoogleAdsRequest'),
        sent,
        '',
        wrong,
      );
      expect(sent).not.toHaveProperty('pageSize');
    }
    expect([...wrong]).toEqual([]);
    expect(said.length).toBeGreaterThan(20);
  });

  it('is answered by the twin as the contract says', () => {
    const wrong = new Set<string>();
    let rows = 0;
    for (const { url, body } of said)
      if (url.pathname.endsWith('Stream'))
        for (const batch of body as { results?: unknown[] }[]) {
          const some = batch.results && { results: batch.results.slice(0, 200) };
          check(named('Services__SearchGoogleAdsStreamResponse'), { ...batch, ...some }, '', wrong);
          rows += batch.results?.length ?? 0;
        }
      else check(named('Services__SearchGoogleAdsResponse'), body, '', wrong);
    expect([...wrong]).toEqual([]);
    expect(rows).toBeGreaterThan(10_000);
  });

  it('would notice a wrong answer', () => {
    const wrong = new Set<string>();
    const row = {
      campaign: { id: 7, status: 'GONE', invented: 1 },
      metrics: { clicks: 3, conversions: '1' },
      nothing: {},
    };
    check(named('Services__GoogleAdsRow'), row, '', wrong);
    expect(wrong.size).toBe(6);
  });
});
