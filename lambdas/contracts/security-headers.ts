/** Nothing but our own origin; no inline code, no inline styles, no frames. One machine and CloudFront send the same. */
export const CONTENT_SECURITY_POLICY =
  "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
