import { createHmac } from 'node:crypto';
import type { PiiKind } from './fields.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
/** 26 letters of 5 bits: 130 bits, so that two people never share a token by chance. */
const LETTERS = 26;
/** Cached tokens per kind. */
const REMEMBERED = 20_000;
/** A longer value is free text, and seldom repeats. */
const LONGEST_REMEMBERED = 1000;

function base32(bytes: Buffer): string {
  let out = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    for (bits += 8; bits >= 5; bits -= 5) out += ALPHABET[(held >>> (bits - 5)) & 31];
    held &= 0xff;
    if (out.length >= LETTERS) break;
  }
  return out.slice(0, LETTERS);
}

const spaced = (value: string) => value.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();

/** Mail providers that deliver `a+b@x` to `a@x`; none of them gives the two to different people. */
function email(value: string): string {
  const clean = value.normalize('NFKC').trim().toLowerCase();
  const at = clean.lastIndexOf('@');
  if (at < 1) return clean;
  const domain = clean.slice(at + 1).replace(/^googlemail\.com$/, 'gmail.com');
  const [local = ''] = clean.slice(0, at).split('+', 1);
  return `${domain === 'gmail.com' ? local.replaceAll('.', '') : local}@${domain}`;
}

const NORMAL: Record<PiiKind, (value: string) => string> = {
  email,
  phone: (value) => value.replace(/^\s*00/, '+').replace(/[^\d+]/g, ''),
  name: spaced,
  company: spaced,
  street: spaced,
  postcode: (value) => value.replace(/\s+/g, '').toUpperCase(),
  birthday: (value) => value.trim(),
  ip: (value) => value.trim().toLowerCase(),
  agent: (value) => value.trim(),
  text: (value) => value.trim(),
};

/**
 * Replaces personal values by keyed tokens: equal values give equal tokens in every source, so identities join without
 * revealing an address. Tokens have the form `<kind>_<key version>_<base32>`.
 */
export class Tokens {
  readonly #key: Buffer;
  readonly #version: number;
  readonly #known = new Map<PiiKind, Map<string, string>>();

  /** @param key the tenant's secret, at least 32 bytes */
  constructor(key: Buffer, version = 1) {
    this.#key = key;
    this.#version = version;
  }

  of(kind: PiiKind, value: string): string {
    const known = this.#of(kind);
    const before = known.get(value);
    if (before !== undefined) return before;
    const digest = createHmac('sha256', this.#key)
      .update(`${kind}\0${NORMAL[kind](value)}`)
      .digest();
    const token = `${kind}_${this.#version}_${base32(digest)}`;
    if (value.length > LONGEST_REMEMBERED) return token;
    if (known.size >= REMEMBERED) known.clear();
    known.set(value, token);
    return token;
  }

  /** An identifier that cannot be found by guessing, unlike a plain hash. */
  digest(value: string): string {
    return createHmac('sha256', this.#key).update(`record\0${value}`).digest('hex');
  }

  #of(kind: PiiKind): Map<string, string> {
    const known = this.#known.get(kind);
    if (known) return known;
    const fresh = new Map<string, string>();
    this.#known.set(kind, fresh);
    return fresh;
  }
}

/**
 * The part of a postcode that names an area and not a house; undefined when the country's format is unknown or not
 * matched. Areas hold thousands of people: US three digits, GB outward code, CA forward sortation area, others two
 * digits.
 */
export function postcodeArea(postcode: string, country: string | undefined): string | undefined {
  const form = country === undefined ? undefined : AREAS[country];
  return form?.exec(postcode.trim().toUpperCase())?.[1];
}

const AREAS: Readonly<Record<string, RegExp>> = {
  US: /^(\d{3})\d\d(?:-\d{4})?$/,
  GB: /^([A-Z]{1,2}\d[A-Z\d]?) ?\d[A-Z]{2}$/,
  CA: /^([A-Z]\d[A-Z]) ?\d[A-Z]\d$/,
  AU: /^(\d\d)\d\d$/,
  DE: /^(\d\d)\d{3}$/,
  FR: /^(\d\d)\d{3}$/,
  NL: /^(\d\d)\d\d ?[A-Z]{2}$/,
};
