// Every personal value there is, and the disguises in which one might slip through.
import { createHash } from 'node:crypto';
import { addressOf, emailOn, identityOf, spelledIn, typoOf } from '../people/identity.ts';
import { isCanary, makePerson } from '../people/person.ts';
import type { Streams } from '../random/streams.ts';
import type { SyntheticWorld } from '../synthetic.ts';
import type { Row } from './row.ts';

/** One row a value of the unmistakable people. */
export function* piiCanaries({ simulation: { stream, dimensions } }: SyntheticWorld): Iterable<Row> {
  for (let person = 0; person < dimensions.people; person++) {
    if (!isCanary(person)) continue;
    for (const { field, value } of valuesOf(stream, person)) yield { person, field, value, ...formsOf(value) };
  }
}

/** Every personal value any vendor of this world may show. Names stand with both parts: one alone is nobody's. */
export function* piiAll({ simulation: { stream, dimensions } }: SyntheticWorld): Iterable<Row> {
  for (let person = 0; person < dimensions.people; person++)
    for (const { field, value } of valuesOf(stream, person)) yield { person, field, value };
}

function valuesOf(stream: Streams, id: number): { field: string; value: string }[] {
  const person = makePerson(stream, id);
  const identity = identityOf(stream, person);
  const { email, nextEmail, otherEmail, mailerEmail, phone, street, ip, first, last } = identity;
  const { company, zip } = addressOf(person, identity);
  const { freeText, birthday } = identity;
  const moments = [email, ...(nextEmail ? [emailOn(identity, nextEmail.day)] : [])];
  const slips = identity.canary ? [] : moments.map(typoOf);
  const typed = (['woocommerce', 'magento'] as const).flatMap((shop) =>
    moments.map((one) => spelledIn(shop, stream, id, one)),
  );
  const emails = new Set([...moments, ...slips, otherEmail, mailerEmail, ...typed]);
  const fields: [string, string | undefined][] = [
    ...[...emails].map((one): [string, string | undefined] => ['email', one]),
    ['phone', phone],
    ['street', street],
    ['name', `${first} ${last}`],
    ['ip', ip],
    ['company', company],
    ['postcode', identity.canary ? zip : undefined],
    ['text', freeText],
    ['birthday', birthday],
  ];
  return fields.flatMap(([field, value]) => (value === undefined ? [] : [{ field, value }]));
}

/** The disguises in which a value might slip through. */
function formsOf(value: string): Row {
  const normal = value.trim().toLowerCase();
  const digest = (algorithm: string) => createHash(algorithm).update(normal).digest('hex');
  return {
    normalised: normal,
    md5: digest('md5'),
    sha1: digest('sha1'),
    sha256: digest('sha256'),
    base64: Buffer.from(value).toString('base64'),
    url_encoded: encodeURIComponent(value),
    upper: value.toUpperCase(),
  };
}
