/** Nothing but our own origin; no inline code, no inline styles, no frames. One machine and CloudFront send the same. */
export const CONTENT_SECURITY_POLICY =
  "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** How long an answer may be kept: for ever where its name holds a hash of its content, else until it is asked for again. */
export const FOREVER = 'public, max-age=31536000, immutable';
export const REVALIDATE = 'no-cache';
