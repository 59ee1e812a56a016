/** Headers that prove who asks. */
const PROOF = /authorization|token|secret|api-?key/i;
/** Anything shorter is a word that may well stand in an answer. */
const SHORTEST = 12;
const IN_PLACE = '[credential]';

/**
 * What a vendor repeats of a request's credentials is taken out before anybody reads it: a name of a field, an id or an address of
 * the next page would otherwise carry it into landing parts, states and messages.
 * @param headers of the request
 */
export function withoutEchoes(headers: Readonly<Record<string, string>>): (text: string) => string {
  const proofs = Object.entries(headers).flatMap(([name, value]) => (PROOF.test(name) ? credentialsIn(value) : []));
  const written = proofs.flatMap((proof) => [proof, proof.replaceAll('/', '\\/'), encodeURIComponent(proof)]);
  const credentials = [...new Set(written)].sort((one, other) => other.length - one.length);
  return (text) =>
    credentials.reduce((kept, one) => (kept.includes(one) ? kept.replaceAll(one, IN_PLACE) : kept), text);
}

/** `Bearer x`, `OAuth a="x", b="y"`, or `Basic` with two of them in one. */
function credentialsIn(value: string): string[] {
  const [first = '', ...others] = value.split(/[\s,="]+/);
  const parts = others.length > 0 ? others.filter((part) => !part.startsWith('oauth_')) : [first];
  const pair = /^basic$/i.test(first) ? Buffer.from(parts[0] ?? '', 'base64').toString() : '';
  return [...parts, pair, ...pair.split(':')].filter((part) => part.length >= SHORTEST);
}
