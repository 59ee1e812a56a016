import type { Auth } from './auth.ts';
import { type Oauth2Options, oauth2 } from './oauth2.ts';

/**
 * OAuth 2 of a vendor that gives tokens at another host than data. Whoever stands in for the vendor gives both, at `/token`.
 * @param domain of the vendor's own hosts, with a dot before it
 */
export function oauth2Elsewhere(domain: string, options: Oauth2Options): Auth {
  const auth: Auth = (request, ports, refused) => {
    const { origin, hostname } = new URL(request.base);
    const tokenUrl = hostname.endsWith(domain) ? options.tokenUrl : `${origin}/token`;
    return oauth2({ ...options, tokenUrl })(request, ports, refused);
  };
  return Object.assign(auth, { rotates: true as const });
}
