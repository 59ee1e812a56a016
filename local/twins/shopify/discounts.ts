// Discounts and their codes, in Shopify's format (Admin GraphQL 2026-07).
import type { Discount } from '../../world/records/front.ts';
import type { Faults } from '../faults.ts';
import { Connection, Resolver, type Wire } from './graphql.ts';
import { gid, iso } from './wire.ts';

type Paged = (codes: readonly Wire[]) => Connection;
/** A code with an unexpected type. */
const WRONG = { asyncUsageCount: 'often' };

export const discountOf = (one: Discount): Wire => ({
  id: gid('DiscountNode', one.id),
  discount: kindOf(one, Connection.of),
});

/** The root fields that lead to codes: discounts that have any, and one of them. */
export function codeDiscounts(discounts: () => readonly Discount[], faults: Faults): Wire {
  const paged: Paged = (codes) => {
    const whole = Connection.of(codes);
    return new Connection((args) => {
      const page = whole.page(args);
      const given = faults.shorten('discount_codes', page.nodes);
      return { ...page, nodes: given.map((code) => faults.spoil(code, WRONG)) };
    });
  };
  let made: ReadonlyMap<string, Wire> | undefined;
  const all = () => {
    made ??= new Map(
      discounts()
        .filter(({ kind }) => kind === 'code')
        .map((one) => [
          gid('DiscountCodeNode', one.id),
          { id: gid('DiscountCodeNode', one.id), codeDiscount: kindOf(one, paged) },
        ]),
    );
    return made;
  };
  return {
    codeDiscountNodes: Connection.later(() => [...all().values()]),
    codeDiscountNode: new Resolver(({ id }) => all().get(String(id)) ?? null),
  };
}

function kindOf(one: Discount, paged: Paged): Wire {
  const isCode = one.kind === 'code';
  return {
    id: gid(isCode ? (one.app ? 'DiscountCodeApp' : 'DiscountCodeBasic') : 'DiscountAutomaticBasic', one.id),
    title: one.title,
    status: 'ACTIVE',
    summary: `${one.percent}% off entire order`,
    createdAt: iso(one.startsAt),
    updatedAt: iso(one.updatedAt),
    startsAt: iso(one.startsAt),
    endsAt: null,
    discountClasses: ['ORDER'],
    asyncUsageCount: one.used,
    ...(isCode
      ? {
          usageLimit: null,
          appliesOncePerCustomer: false,
          codesCount: { count: one.codes.length, precision: 'EXACT' },
          codes: paged(
            one.codes.map(({ id, code, used }) => ({
              id: gid('DiscountRedeemCode', id),
              code,
              asyncUsageCount: used,
              createdBy: one.app ? { id: gid('App', one.id), title: one.app } : null,
            })),
          ),
        }
      : {}),
  };
}
