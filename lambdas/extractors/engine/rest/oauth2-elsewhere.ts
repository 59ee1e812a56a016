import { z } from 'zod';
import type { Auth } from './auth.ts';
import { Oauth2Secret, oauth2 } from './oauth2.ts';
import { ServiceAccountKey, serviceAccountToken } from './service-account.ts';

/** An authorisation by a person, or the key of a service account. */
export const AuthorisedSecret = z.union([Oauth2Secret.extend({ refresh_token: z.string() }), ServiceAccountKey]);

export interface ElsewhereOptions {
  /** The domain of the vendor's own hosts, with a leading dot. */
  readonly domain: string;
  readonly tokenUrl: string;
  readonly scope: string;
}

/**
 * OAuth 2 of a vendor whose token endpoint is on another host than its API. A twin serves both, the tokens at `/token`.
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
