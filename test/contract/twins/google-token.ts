// What Google's twins want of a caller: an access token for the credentials of nobody.
type Call = (path: string, init: RequestInit) => Promise<{ readonly body: { readonly access_token: string } }>;

/** @returns the header that lets a caller in for an hour */
export async function authorisedBy(call: Call): Promise<{ readonly authorization: string }> {
  const form = new URLSearchParams({
    client_id: 'twin.apps',
    client_secret: 'twin-secret',
    refresh_token: '1//twin',
    grant_type: 'refresh_token',
  });
  const { access_token } = (await call('/token', { method: 'POST', body: form.toString() })).body;
  return { authorization: `Bearer ${access_token}` };
}
