// When something joined an order: lines have no day of their own, their sales agreements have.
// https://shopify.dev/docs/api/admin-graphql/2026-07/interfaces/SalesAgreement
import { z } from 'zod';
import { CompletenessError, SourceContractError } from '../../../../contracts/errors.ts';
import { PageInfo } from '../children.ts';
import { TooExpensiveError } from '../client.ts';

/** Enough for nearly every order, and few enough for ten of them in one call of 1,000 points. */
const AGREEMENTS = 5;
const SALES = 8;
const ORDERS_AT_ONCE = 10;
/** An order with more of either is read agreement by agreement, and an agreement with more sales page by page. */
const SALES_ALONE = 250;

const agreements = (first: number, sales: number, args = '', salesArgs = '') =>
  `agreements(first: ${first}${args}) {
    nodes { id happenedAt reason sales(first: ${sales}${salesArgs}) {
      nodes { __typename id actionType ... on ProductSale { lineItem { id } } } pageInfo { hasNextPage endCursor }
    } }
    pageInfo { hasNextPage endCursor }
  }`;

/** Agreements of several orders; variable `ids`. */
export const AGREEMENTS_OF = `query Agreements($ids: [ID!]!) {
  nodes(ids: $ids) { ... on Order { id ${agreements(AGREEMENTS, SALES)} } }
}`;

/** One agreement of one order, and a page of its sales; variables `id`, `after`, `sales`. */
export const AGREEMENT = `query Agreement($id: ID!, $after: String, $sales: String) {
  node(id: $id) { ... on Order { id ${agreements(1, SALES_ALONE, ', after: $after', ', after: $sales')} } }
}`;

const Agreement = z.looseObject({ sales: z.looseObject({ nodes: z.array(z.unknown()), pageInfo: PageInfo }) });
const Agreed = z.looseObject({
  id: z.string(),
  agreements: z.looseObject({ nodes: z.array(Agreement), pageInfo: PageInfo }),
});
const OrdersAnswer = z.looseObject({ nodes: z.array(Agreed.nullable()) });
const OrderAnswer = z.looseObject({ node: Agreed.nullish() });

type Agreed = z.infer<typeof Agreed>;
type Node = Record<string, unknown>;
interface Client {
  query(document: string, variables: Record<string, unknown>): Promise<unknown>;
}

/** True if anything may have joined the order: lines are added by an edit, or in exchange for a return. */
const mayHaveGrown = ({ edited, returnStatus }: Node) => edited !== false || returnStatus !== 'NO_RETURN';

/**
 * Adds `agreements { nodes }` to the orders that may have any besides their first, null to the others.
 * @throws CompletenessError when an order or one of its sales is missing
 */
export async function addAgreements(orders: readonly Node[], client: Client): Promise<void> {
  // A record without an id is malformed, and cannot be queried.
  const grown = orders.filter(mayHaveGrown).flatMap(({ id }) => (typeof id === 'string' ? [id] : []));
  const found = new Map<string, Agreed>();
  let size = ORDERS_AT_ONCE;
  for (let at = 0; at < grown.length; ) {
    const ids = grown.slice(at, at + size);
    const read = await agreedOn(ids, client);
    if (read === 'too expensive') {
      size = Math.ceil(ids.length / 2);
      continue;
    }
    for (const order of read) found.set(order.id, order);
    at += ids.length;
  }
  for (const order of orders) {
    const agreed = found.get(String(order.id));
    order.agreements = agreed ? { nodes: (await wholeOf(agreed, client)).map(withoutPaging) } : null;
  }
}

async function agreedOn(ids: readonly string[], client: Client): Promise<readonly Agreed[] | 'too expensive'> {
  let data: unknown;
  try {
    data = await client.query(AGREEMENTS_OF, { ids });
  } catch (error) {
    if (error instanceof TooExpensiveError && ids.length > 1) return 'too expensive';
    throw error;
  }
  const orders = parsed(OrdersAnswer, data).nodes.filter((order) => order !== null);
  if (orders.length !== ids.length)
    throw new CompletenessError(
      `shopify: agreements of ${ids.length} orders were requested, those of ${orders.length} arrived`,
    );
  return orders;
}

async function wholeOf({ id, agreements }: Agreed, client: Client): Promise<readonly z.infer<typeof Agreement>[]> {
  const isWhole =
    !agreements.pageInfo.hasNextPage && agreements.nodes.every(({ sales }) => !sales.pageInfo.hasNextPage);
  if (isWhole) return agreements.nodes;
  const all: z.infer<typeof Agreement>[] = [];
  for (let after: string | null = null; ; ) {
    const { agreement, pageInfo } = await agreementAt(id, after, client);
    if (!all.some(({ id }) => id === agreement.id)) all.push(agreement); // a page may repeat
    if (!pageInfo.hasNextPage) return all;
    after = cursorOf(id, pageInfo);
  }
}

/** The agreement after a cursor with all of its sales, however many. */
async function agreementAt(
  id: string,
  after: string | null,
  client: Client,
): Promise<{ readonly agreement: z.infer<typeof Agreement>; readonly pageInfo: z.infer<typeof PageInfo> }> {
  const sales = new Map<string, unknown>(); // a page may repeat
  for (let from: string | null = null; ; ) {
    const answer: unknown = await client.query(AGREEMENT, { id, after, sales: from });
    const found = parsed(OrderAnswer, answer).node?.agreements;
    const [one] = found?.nodes ?? [];
    if (!found || !one) throw new CompletenessError(`shopify: ${id} has more agreements than came`);
    for (const sale of one.sales.nodes) sales.set(saleId(sale), sale);
    if (!one.sales.pageInfo.hasNextPage)
      return { agreement: { ...one, sales: { ...one.sales, nodes: [...sales.values()] } }, pageInfo: found.pageInfo };
    from = cursorOf(id, one.sales.pageInfo);
  }
}

const saleId = (sale: unknown) => String((sale as { readonly id?: unknown } | null)?.id ?? JSON.stringify(sale));

function cursorOf(id: string, { endCursor }: z.infer<typeof PageInfo>): string {
  if (endCursor) return endCursor;
  throw new SourceContractError(`shopify: ${id} has more agreements or sales and no cursor to them`);
}

const withoutPaging = ({ sales, ...agreement }: z.infer<typeof Agreement>) => ({
  ...agreement,
  sales: { nodes: sales.nodes },
});

function parsed<T>(schema: z.ZodType<T>, data: unknown): T {
  const answer = schema.safeParse(data);
  if (answer.success) return answer.data;
  throw new SourceContractError(`shopify: no agreements where some were asked for: ${answer.error.issues[0]?.message}`);
}
