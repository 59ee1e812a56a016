// Plays Shopify's GraphQL: connections of two nodes a page, counts, and what else a page asks for from what was recorded.
import { withAt } from '../../../lambdas/extractors/engine/rest/place.ts';
import { sweepQuery } from '../../../lambdas/extractors/sources/shopify/queries.ts';
import { isListed, type ListedStream, type ShopifyStream } from '../../../lambdas/extractors/sources/shopify/stream.ts';
import { answerOfCodes, codesIn } from './shopify-codes-wire.ts';
import { type Body, respond, type Wire } from './wire.ts';

const PAGE = 2;

/** The connection an answer is about: the only one at the top, or in the object around it. */
const connectionOf = (body: Body, within?: string): { nodes: Body[] } | undefined => {
  const [connection] = Object.values((within ? body.data[within] : body.data) ?? {}) as Body[];
  return connection?.nodes ? { nodes: connection.nodes } : undefined;
};

/** What a stream says of its listing; others have none. */
const listingOf = (stream: ShopifyStream): Partial<ListedStream> => (isListed(stream) ? stream : {});

const nameOf = (query = '') => /(?:query|mutation) (\w+)/.exec(query)?.[1] ?? '';

export const shopifyWire: Wire = {
  isClosed: true,
  records: (stream, { pages }) => {
    const declared = stream as ShopifyStream;
    const { recordsIn, listIn, within } = listingOf(declared);
    return pages.flatMap(({ body }) => {
      if (declared.kind === 'codes') return codesIn(structuredClone(body.data));
      if (declared.kind === 'report') return structuredClone(body.data.shopifyqlQuery.tableData.rows);
      const nodes = structuredClone(connectionOf(body, within)?.nodes ?? [body.data.shop]);
      if (listIn) return nodes.flatMap((node) => node[listIn.list]);
      return recordsIn ? nodes.flatMap((node) => node[recordsIn].nodes) : nodes;
    });
  },
  serve: (stream, fixture, { records, counted = records, repeats }) => {
    const declared = stream as ShopifyStream;
    const { recordsIn, listIn, root = '', within } = listingOf(declared);
    let repeated = false;
    return async (request) => {
      const { query, variables = {} } = JSON.parse(request.body ?? '{}');
      const name = nameOf(query);
      const template = fixture.pages[0]!;
      if (name === 'Shop') return respond({ ...template, body: { ...template.body, data: { shop: records[0] } } });
      if (name === 'Report') {
        const isCount = variables.report.startsWith('FROM sales SHOW orders TIMESERIES');
        const rows = structuredClone(isCount ? counted : records);
        const { columns } = template.body.data.shopifyqlQuery.tableData;
        const data = { shopifyqlQuery: { parseErrors: [], tableData: { columns, rows } } };
        return respond({ ...template, body: { ...template.body, data } });
      }
      if (name === 'Scopes') {
        const accessScopes = (declared.scopes ?? []).map((scope) => ({ handle: scope.name }));
        return respond({ status: 200, body: { data: { currentAppInstallation: { accessScopes } } } });
      }
      if (declared.kind === 'codes') {
        const again = repeats && !repeated && name === 'Codes' && variables.after !== null;
        if (again) repeated = true;
        const data = answerOfCodes(name, again ? { ...variables, after: null } : variables, records, counted);
        return respond({ ...template, body: structuredClone({ ...template.body, data }) });
      }
      if (name === 'Count') {
        const count = { count: counted.length, precision: 'EXACT' };
        return respond({ status: 200, body: { data: { [/\w+Count/.exec(query)![0]]: count } } });
      }
      if (name !== 'Page') {
        const recorded = fixture.others[name] ?? [];
        const nodes = new Map(recorded.flatMap(({ body }) => body.data.nodes.map((node: Body) => [node.id, node])));
        const found = variables.ids.map((id: string) => nodes.get(id) ?? null);
        return respond({ status: 200, body: structuredClone({ data: { nodes: found } }) });
      }
      const isSweep = isListed(declared) && query === sweepQuery(declared);
      let begin = Number(variables.after ?? 0);
      if (repeats && begin > 0 && !repeated && !isSweep) {
        repeated = true;
        begin = 0;
      }
      const all = isSweep ? counted : records;
      const inside = { hasNextPage: false, endCursor: null };
      const nodes = structuredClone(all.slice(begin, begin + PAGE)).map((record: Body, at: number) =>
        listIn
          ? { id: `parent-${begin + at}`, [listIn.list]: [record], [listIn.count]: { count: 1, precision: 'EXACT' } }
          : recordsIn
            ? { id: `parent-${begin + at}`, [recordsIn]: { nodes: [record], pageInfo: inside } }
            : record,
      );
      const pageInfo = { hasNextPage: begin + PAGE < all.length, endCursor: String(begin + PAGE) };
      const listed = { [root]: { nodes, pageInfo } };
      return respond({ ...template, body: { ...template.body, data: within ? { [within]: listed } : listed } });
    };
  },
  kindOf: (_stream, request) => {
    const name = nameOf(JSON.parse(request.body ?? '{}').query);
    return ['Page', 'Shop', 'Report', 'Codes', 'MoreCodes'].includes(name) ? 'page' : name;
  },
  shorten: (request) => {
    const body = JSON.parse(request.body ?? '{}');
    const { report } = body.variables ?? {};
    if (report !== undefined) {
      // A week with something in it.
      const week = report.replace(/SINCE .* UNTIL \S+/, 'SINCE 2026-03-02 UNTIL 2026-03-08');
      return { ...request, body: JSON.stringify({ ...body, variables: { report: week } }) };
    }
    if (body.variables?.first === undefined) return request;
    const few = { first: PAGE, ...(body.variables.codes ? { codes: PAGE } : {}) };
    return { ...request, body: JSON.stringify({ ...body, variables: { ...body.variables, ...few } }) };
  },
  touched: (stream, record, at) => withAt(record, stream.cursor?.field ?? '$.updatedAt', at),
};
