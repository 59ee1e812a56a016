// The common schema words: fields that may be absent, or null.
import { z } from 'zod';
import { pii } from './fields.ts';
import { amount, flag, moment, reference, timeZone } from './loose-fields.ts';

/** A word of the vendor's or the merchant's own vocabulary, which is not personal. */
export const word = () => z.string().nullish();
export const words = () => z.array(z.string()).nullish();
/** Free text: becomes a token. */
export const text = () => pii('text').nullish();
export const texts = () => z.array(pii('text')).nullish();
export const number = () => amount().nullish();
export const yes = () => flag().nullish();
export const time = () => moment().nullish();
/** Empty text for a shop with a fixed offset. */
export const zone = () => z.union([timeZone(), z.literal('')]).nullish();
/** The id of another object. */
export const ref = () => reference().nullish();
