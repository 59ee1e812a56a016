// Klaviyo's JSON:API at revision 2026-07-15, parsed loosely: new or undeclared fields are kept (strings as tokens) and
// counted as drift. https://developers.klaviyo.com/en/reference/api_overview
import { z } from 'zod';
import { numeric } from '../../../engine/fields.ts';
import { word } from '../../../engine/optional-fields.ts';

export const number = () => numeric().nullish();
const Ref = z.looseObject({ type: word(), id: word() });
export const Links = z.looseObject({ self: word(), related: word() }).nullish();
export const To = z.looseObject({ data: z.union([Ref, z.array(Ref)]).nullish(), links: Links }).nullish();
/** Common head of JSON:API resources. */
export const resource = <Type extends string>(type: Type) => ({ type: z.literal(type), id: z.string(), links: Links });
