// What googleAds:searchStream answers at v24, read loosely: rows of nested objects, int64 as text, money in micros, unset fields left
// out. What people typed into the search box, and addresses with parameters, are kept as tokens.
import { z } from 'zod';
import { pii } from '../../../engine/fields.ts';
import { amount, flag, reference } from '../../../engine/loose-fields.ts';

export const ref = () => reference().nullish();
export const word = () => z.string().nullish();
export const words = () => z.array(z.string()).nullish();
export const text = () => pii('text').nullish();
export const texts = () => z.array(pii('text')).nullish();
export const number = () => amount().nullish();
export const yes = () => flag().nullish();
/** A day, in text; of the account. */
export const day = () => z.string().regex(/^\d{4}-\d\d-\d\d$/);
