/** Headers that prove who asks. */
const PROOF = /authorization|token|secret|api-?key/i;
/** Anything shorter is a word that may well stand in an answer. */
const SHORTEST = 8;
/** Digits alone may be anybody's id, and stand in no quotes. */
const NUMBER = /^\d+$/;
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

const SIGNED = /oauth_(?:consumer_key|token|signature)="([^"]+)"/g;

/** `Bearer x`, a key alone, `Basic` with two of them in one, or what an OAuth 1 signature names. */
function credentialsIn(value: string): string[] {
  const [word = '', ...others] = value.split(' ');
  const last = others.at(-1) ?? word;
  const pair = /^basic$/i.test(word) ? Buffer.from(last, 'base64').toString() : '';
  const signed = [...value.matchAll(SIGNED)].map(([, part]) => part!);
  const parts = /^oauth$/i.test(word) && signed.length > 0 ? signed : [last, pair, ...pair.split(':')];
  return parts.filter((part) => part.length >= SHORTEST && !NUMBER.test(part));
}
