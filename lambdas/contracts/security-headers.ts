/**
 * Allows only our own origin; no inline code, no inline styles, no frames. The local server and CloudFront send the
 * same headers.
 */
export const CONTENT_SECURITY_POLICY =
  "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * How long an answer may be cached: for ever when its name holds a hash of its content, otherwise it is revalidated
 * every time.
 */
export const FOREVER = 'public, max-age=31536000, immutable';
export const REVALIDATE = 'no-cache';
