import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { buildClientSchema, type GraphQLOutputType, type GraphQLSchema, Kind, parse, validate } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { AGREEMENT } from '../../../lambdas/extractors/sources/shopify/completion/agreements.ts';
import { REFUND_CONNECTIONS } from '../../../lambdas/extractors/sources/shopify/documents.ts';
import {
  childrenQuery,
  MOMENTS,
  ORDER_LISTS,
  pageQuery,
  REFUNDS,
} from '../../../lambdas/extractors/sources/shopify/queries.ts';
import { isListed, type ShopifyStream } from '../../../lambdas/extractors/sources/shopify/stream.ts';
import { streams } from '../../../lambdas/extractors/sources/shopify/streams.ts';
import { tinyWorld } from '../../helpers/worlds.ts';
import { codesIn } from '../sources/shopify-codes-wire.ts';
import { check } from './schema-answers.ts';
import { filled, sample } from './schema-samples.ts';
import { openStage } from './stage.ts';

const FILE = new URL('../../fixtures/vendors/shopify/admin_schema_2026-07.json.gz', import.meta.url);
let schema: GraphQLSchema;
beforeAll(() => {
  schema = buildClientSchema(JSON.parse(gunzipSync(readFileSync(FILE)).toString()).data);
});

interface Exchange {
  readonly query: string;
  readonly variables: Record<string, unknown>;
  readonly data: unknown;
}

/** Everything said between our source and the twin while all streams are read by page and by bulk. */
async function conversation(): Promise<Exchange[]> {
  const exchanges: Exchange[] = [];
  const world = tinyWorld();
  const stage = await openStage(world, 'shopify', {
    http: (inner) => async (request) => {
      const response = await inner(request);
      if (request.method === 'GET') return response;
      const text = await response.text();
      const { query, variables = {} } = JSON.parse(request.body ?? '{}');
      exchanges.push({ query, variables, data: JSON.parse(text).data });
      return { ...response, header: response.header, text: async () => text };
    },
  });
  const window = { from: new Date(world.start).toISOString(), to: new Date(world.asOf).toISOString() };
  await stage.session.granted!();
  for (const stream of streams) {
    const slice = { window, stream: stream.name } as never;
    let token: string | undefined;
    for (let page = 0; page < 2; page++) {
      token = (await stage.session.page(stream, slice, token)).next;
      if (token === undefined) break;
    }
    await stage.session.count(stream, window);
    if (stream.kind !== 'bulk') continue;
    for await (const _ of stage.session.bulk!(stream, slice, 0, () => {})); // what is said on the way is what counts here
  }
  return exchanges;
}

const TYPE_OF: Readonly<Record<string, string>> = {
  orders: 'Order',
  customers: 'Customer',
  inventoryItems: 'InventoryItem',
  abandonedCheckouts: 'AbandonedCheckout',
  draftOrders: 'DraftOrder',
  collections: 'Collection',
  products: 'Product',
};
let said: Exchange[];

function recordsOf(stream: ShopifyStream, answer: Record<string, Sample>): readonly unknown[] | undefined {
  if (stream.kind === 'object') return [answer.shop];
  if (stream.kind === 'codes') return codesIn(answer);
  if (!isListed(stream)) return undefined;
  const { root, within, listIn, recordsIn } = stream;
  const listing = (within ? answer[within] : answer)?.[root] as Sample | undefined;
  const nodes = listing?.nodes ?? [];
  if (!listing) return undefined;
  if (listIn) return nodes[0]![listIn.list] as unknown as Sample[];
  return recordsIn ? nodes[0]![recordsIn]!.nodes! : nodes;
}

describe('our documents and the twin, held against Shopify Admin GraphQL 2026-07', () => {
  it('every document we send is one the vendor would accept', async () => {
    said = await conversation();
    const documents = new Set(said.map((one) => one.query));
    for (const { variables } of said) if (typeof variables.query === 'string') documents.add(variables.query);
    const names = [...documents].map((text) => /(?:query|mutation) (\w+)/.exec(text)?.[1] ?? 'bulk');
    expect(names).toEqual(
      expect.arrayContaining(['Shop', 'Page', 'Report', 'Count', 'Refunds', 'Agreements', 'Bulk', 'Poll', 'bulk']),
    );
    // Said only when a record is large, so not heard above.
    documents.add(ORDER_LISTS);
    documents.add(MOMENTS);
    documents.add(AGREEMENT);
    for (const { root, nested } of streams.filter(isListed))
      for (const [field, { selection }] of Object.entries(nested))
        documents.add(childrenQuery(TYPE_OF[root]!, field, selection));
    for (const [field, { selection }] of Object.entries(REFUND_CONNECTIONS))
      documents.add(childrenQuery('Refund', field, selection));
    for (const text of documents)
      expect(
        validate(schema, parse(text)).map((error) => error.message),
        text,
      ).toEqual([]);
  });

  it('every answer of the twin has the types, nulls and enum values of the schema', () => {
    const wrong = new Set<string>();
    for (const { query, data } of said) {
      const operation = parse(query).definitions[0]!;
      if (operation.kind !== Kind.OPERATION_DEFINITION) continue;
      const root = operation.operation === 'mutation' ? schema.getMutationType()! : schema.getQueryType()!;
      check(schema, root, operation.selectionSet, data, operation.operation, wrong);
    }
    expect([...wrong]).toEqual([]);
  });

  it.each([
    ['null wherever it may be', true],
    ['everything there', false],
  ])('our schemas take a record with %s', (_how, bare) => {
    for (const stream of streams) {
      const [operation] = parse(pageQuery(stream)).definitions;
      if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('a query was expected');
      const answer = sample(schema, schema.getQueryType()!, operation.selectionSet, bare) as Record<string, Sample>;
      const records = recordsOf(stream, answer);
      // Null instead of a listing is no record, and a table's rows have no type.
      if (records === undefined) continue;
      const record = { ...records[0]! } as Record<string, unknown>;
      if (isListed(stream) && stream.completion === 'refunds') {
        const [refunds] = parse(REFUNDS).definitions;
        if (refunds?.kind !== Kind.OPERATION_DEFINITION) throw new Error('a query was expected');
        const [field] = refunds.selectionSet.selections;
        const inline = field?.kind === Kind.FIELD ? field.selectionSet?.selections[0] : undefined;
        if (inline?.kind !== Kind.INLINE_FRAGMENT) throw new Error('a fragment was expected');
        record.refunds = [filled(schema, schema.getType('Refund') as GraphQLOutputType, inline.selectionSet, bare)];
      }
      const checked = stream.schema.safeParse(record);
      const issues = checked.success
        ? []
        : checked.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
      expect(issues, stream.name).toEqual([]);
    }
  });

  it('would notice a wrong one', () => {
    const wrong = new Set<string>();
    const text = '{ shop { id name currencyCode createdAt taxesIncluded } }';
    const [operation] = parse(text).definitions;
    if (operation?.kind !== Kind.OPERATION_DEFINITION) throw new Error('a query was expected');
    const shop = { id: '1', name: null, currencyCode: 'XXY', createdAt: '2026-01-01', taxesIncluded: 'no' };
    check(schema, schema.getQueryType()!, operation.selectionSet, { shop }, '', wrong);
    expect(wrong.size).toBe(5);
  });
});

type Sample = { readonly nodes?: readonly Sample[] } & { readonly [field: string]: Sample };
