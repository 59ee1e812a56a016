// Answers of googleAds:searchStream at v24, parsed loosely: rows of nested objects, int64 as text, money in micros,
// unset fields left out. Search terms, and URLs with parameters, are kept as tokens.
import { z } from 'zod';

/** A day of the account, as text. */
export const day = () => z.string().regex(/^\d{4}-\d\d-\d\d$/);
