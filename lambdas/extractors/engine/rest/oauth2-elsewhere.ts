import { z } from 'zod';
import type { Auth } from './auth.ts';
import { Oauth2Secret, oauth2 } from './oauth2.ts';
import { ServiceAccountKey, serviceAccountToken } from './service-account.ts';

/** Somebody's authorisation, or the key of a service account. */
export const AuthorisedSecret = z.union([Oauth2Secret.extend({ refresh_token: z.string() }), ServiceAccountKey]);

export interface ElsewhereOptions {
  /** The domain of the vendor's own hosts, with a dot before it. */
  readonly domain: string;
  readonly tokenUrl: string;
  readonly scope: string;
}

/**
 * OAuth 2 of a vendor that gives tokens at another host than data. Whoever stands in for the vendor gives both, at `/token`.
 */
export function oauth2Elsewhere({ domain, tokenUrl: vendors, scope }: ElsewhereOptions): Auth {
  const auth: Auth = async (request, ports, refused) => {
    const { origin, hostname } = new URL(request.base);
    const tokenUrl = hostname.endsWith(domain) ? vendors : `${origin}/token`;
    const key = ServiceAccountKey.safeParse(await ports.secret());
    if (!key.success) return oauth2({ tokenUrl, grant: 'refresh_token' })(request, ports, refused);
    const token = await serviceAccountToken({ audience: vendors, tokenUrl, scope }, key.data, ports, refused);
    return { authorization: `Bearer ${token}` };
  };
  return Object.assign(auth, { rotates: true as const });
}
