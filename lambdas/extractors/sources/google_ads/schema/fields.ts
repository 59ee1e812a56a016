// What googleAds:searchStream answers at v24, read loosely: rows of nested objects, int64 as text, money in micros, unset fields left
// out. What people typed into the search box, and addresses with parameters, are kept as tokens.
import { z } from 'zod';

/** A day, in text; of the account. */
export const day = () => z.string().regex(/^\d{4}-\d\d-\d\d$/);
