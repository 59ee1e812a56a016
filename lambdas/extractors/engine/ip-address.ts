import { isIP } from 'node:net';

/** Longest text form of an address: an IPv6 address that maps an IPv4 address, in brackets, with zone and port. */
const LONGEST = 70;
/** Proxies list the chain of addresses a request passed through. */
const MOST_HOPS = 8;
const PORT = /^\d{1,5}$/;

/** True if a text is an IP address in any of its forms, or a list of them as `X-Forwarded-For` writes it. */
export function isIpAddress(text: string): boolean {
  if (text.length > LONGEST * MOST_HOPS || !(text.includes('.') || text.includes(':'))) return false;
  const hops = text.trim().split(',');
  return hops.length <= MOST_HOPS && hops.every((hop) => isOne(hop.trim()));
}

function isOne(text: string): boolean {
  if (text.length > LONGEST) return false;
  if (isIP(text) !== 0) return true;
  const colon = text.lastIndexOf(':');
  if (text.startsWith('[')) {
    const close = text.indexOf(']');
    const rest = text.slice(close + 1);
    return (
      close > 0 && (rest === '' || (rest[0] === ':' && PORT.test(rest.slice(1)))) && isIP(text.slice(1, close)) === 6
    );
  }
  return colon > 0 && PORT.test(text.slice(colon + 1)) && isIP(text.slice(0, colon)) === 4;
}
