// The words schemas are mostly made of: fields that may be absent, or null.
import { z } from 'zod';
import { pii } from './fields.ts';
import { amount, flag, moment, reference, timeZone } from './loose-fields.ts';

/** A word of the vendor's or the merchant's own, which is nobody's. */
export const word = () => z.string().nullish();
export const words = () => z.array(z.string()).nullish();
/** What somebody may have typed: a token. */
export const text = () => pii('text').nullish();
export const texts = () => z.array(pii('text')).nullish();
export const number = () => amount().nullish();
export const yes = () => flag().nullish();
export const time = () => moment().nullish();
/** Empty text where a shop keeps to a fixed offset. */
export const zone = () => z.union([timeZone(), z.literal('')]).nullish();
/** The id of something else. */
export const ref = () => reference().nullish();
