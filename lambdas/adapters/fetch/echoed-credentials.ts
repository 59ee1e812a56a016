/** Headers that carry credentials. */
const PROOF = /authorization|token|secret|api-?key/i;
/** A shorter value may be an ordinary word of an answer. */
const SHORTEST = 8;
/** Digits alone may be any id, and are not quoted in JSON. */
const NUMBER = /^\d+$/;
const IN_PLACE = '[credential]';

/**
 * Removes the request's credentials from an answer that echoes them: otherwise a field name, an id or the address of
 * the next page would carry them into landing parts, states and messages.
 * @param headers of the request
 */
export function withoutEchoes(headers: Readonly<Record<string, string>>): (text: string) => string {
  const proofs = Object.entries(headers).flatMap(([name, value]) => (PROOF.test(name) ? credentialsIn(value) : []));
  const written = proofs.flatMap((proof) => [proof, proof.replaceAll('/', '\\/'), encodeURIComponent(proof)]);
  const credentials = [...new Set(written)].sort((one, other) => other.length - one.length);
  return (text) =>
    credentials.reduce((kept, one) => (kept.includes(one) ? kept.replaceAll(one, IN_PLACE) : kept), text);
}

const SIGNED = /oauth_(?:consumer_key|token|signature)="([^"]+)"/g;

/** `Bearer x`, a bare key, `Basic` with two values in one, or the parameters of an OAuth 1 signature. */
function credentialsIn(value: string): string[] {
  const [word = '', ...others] = value.split(' ');
  const last = others.at(-1) ?? word;
  const pair = /^basic$/i.test(word) ? Buffer.from(last, 'base64').toString() : '';
  const signed = [...value.matchAll(SIGNED)].map(([, part]) => part!);
  const parts = /^oauth$/i.test(word) && signed.length > 0 ? signed : [last, pair, ...pair.split(':')];
  return parts.filter((part) => part.length >= SHORTEST && !NUMBER.test(part));
}
