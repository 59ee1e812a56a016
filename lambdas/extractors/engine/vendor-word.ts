// Parts of an answer that a message may quote: words of the vendor's own vocabulary. Anything else is text from
// outside.

/** `MAX_COST_EXCEEDED`. */
export const CODE = /^[A-Z]{2,20}(?:_[A-Z]{1,20}){0,7}$/;
/** A version that is a date: `2026-07`, `2026-07-15`. */
export const DATED = /^20\d\d-\d\d(?:-\d\d)?$/;
/** A type of a GraphQL schema: `LineItem`. */
export const TYPE = /^(?:[A-Z][a-z]{1,20}){1,6}$/;

/** `gid://shopify/Order/1001`. */
export const GLOBAL_ID = /^gid:\/\/shopify\/[A-Za-z]{1,40}\/\d{1,20}$/;

/** The word if it has the right form, otherwise a placeholder. */
export const vendorWord = (value: unknown, form: RegExp): string =>
  value === undefined || value === null
    ? 'nothing said'
    : typeof value === 'string' && form.test(value)
      ? value
      : 'an unknown word';
