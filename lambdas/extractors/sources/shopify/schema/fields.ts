// Answers of Shopify's Admin GraphQL API 2026-07 to the selections of `documents.ts`, parsed loosely: new or undeclared
// fields are kept (strings as tokens) and counted as drift. https://shopify.dev/docs/api/admin-graphql/2026-07
import { z } from 'zod';
import { pii } from '../../../engine/fields.ts';
import { amount } from '../../../engine/loose-fields.ts';

export const gid = () => z.string().regex(/^gid:\/\/shopify\/\w+\/[^/]+$/);
/** An id of one of these types: rejects parts of the object. */
export const gidOf = (...types: readonly string[]) =>
  z.string().regex(new RegExp(`^gid://shopify/(?:${types.join('|')})/[^/]+$`));
export const Ref = z.looseObject({ id: gid() });
export const Money = z.looseObject({ amount: amount().nullish(), currencyCode: z.string().nullish() });
export const MoneySet = z.looseObject({ shopMoney: Money.nullish(), presentmentMoney: Money.nullish() });
export const Count = z.looseObject({ count: z.number().int(), precision: z.string().nullish() });
export const Attribute = z.looseObject({ key: z.string().nullish(), value: pii('text').nullish() });
/** A connection in any of its forms. */
export const nodes = <T extends z.ZodType>(item: T) =>
  z
    .looseObject({
      nodes: z.array(item).nullish(),
      edges: z.array(z.looseObject({ node: item, cursor: z.string().nullish() })).nullish(),
      pageInfo: z.unknown().optional(),
    })
    .nullish();
/** A custom field of the shop. */
export const Metafield = {
  namespace: z.string().nullish(),
  key: z.string().nullish(),
  type: z.string().nullish(),
  value: pii('text').nullish(),
};
