// Finds addresses in text from outside, in one pass: a pattern with two open ends takes cubic time.

/** Characters that end an address on either side of its @, in texts and links. */
const EDGE = /[\s@<>"'(),;:/?=&]/u;
/** A dot and the two characters that a top-level domain has at least. */
const LABEL = /\.[\p{L}\d-]{2}/u;
const ENCODED_AT = '%40';

/** True if a text contains an address, its @ plain or percent-encoded. Linear in the text's length. */
export function holdsMailAddress(text: string): boolean {
  for (let start = 0; start < text.length; ) {
    const end = edgeFrom(text, start);
    if (end > start) {
      if (hasEncodedAddress(text.slice(start, end))) return true;
      if (text[end] === '@' && isDomain(text.slice(end + 1, edgeFrom(text, end + 1)))) return true;
    }
    start = end + 1;
  }
  return false;
}

/** True if a text is exactly one address. */
export function isMailAddress(text: string): boolean {
  const address = text.trim();
  const at = address.indexOf('@');
  const domain = address.slice(at + 1);
  return at > 0 && edgeFrom(address, 0) === at && edgeFrom(domain, 0) === domain.length && isDomain(domain);
}

function edgeFrom(text: string, start: number): number {
  let at = start;
  while (at < text.length && !EDGE.test(text[at]!)) at++;
  return at;
}

/** @param run without a plain @ */
function hasEncodedAddress(run: string): boolean {
  const at = run.indexOf(ENCODED_AT, 1);
  return at > 0 && isDomain(run.slice(at + ENCODED_AT.length));
}

const isDomain = (run: string): boolean => LABEL.test(run.slice(1));
