// What Klaviyo's JSON:API sends at revision 2026-07-15, read loosely: what is new or undeclared is kept (its strings as tokens)
// and counted as drift. https://developers.klaviyo.com/en/reference/api_overview
import { z } from 'zod';
import { numeric } from '../../../engine/fields.ts';
import { word } from '../../../engine/optional-fields.ts';

export const number = () => numeric().nullish();
const Ref = z.looseObject({ type: word(), id: word() });
export const Links = z.looseObject({ self: word(), related: word() }).nullish();
export const To = z.looseObject({ data: z.union([Ref, z.array(Ref)]).nullish(), links: Links }).nullish();
/** How each resource of JSON:API begins. */
export const resource = <Type extends string>(type: Type) => ({ type: z.literal(type), id: z.string(), links: Links });
