// The entries of a person in forms: names, addresses, phones, and the several e-mails of one person.
import { HORIZON } from '../calendar/calendar.ts';
import type { Streams } from '../random/streams.ts';
import type { Address } from '../records/customer.ts';
import { isCanary, type Person } from './person.ts';
import { REGIONS, type Storefront } from './regions.ts';

const FIRST = [
  'Ada',
  'Bruno',
  'Carla',
  'Dmitri',
  'Elena',
  'Farid',
  'Greta',
  'Hugo',
  'Ines',
  'Jonas',
  'Kira',
  'Liam',
  'Mara',
  'Noor',
  'Oscar',
  'Petra',
  'Quinn',
  'Rosa',
  'Sven',
  'Tara',
  'Uwe',
  'Vera',
  'Wim',
  'Xenia',
  'Yusuf',
  'Zoe',
];
const LAST = [
  'Abbott',
  'Bergman',
  'Castillo',
  'Duval',
  'Eriksen',
  'Fontaine',
  'Garland',
  'Hale',
  'Ivanov',
  'Jansen',
  'Keller',
  'Lindqvist',
  'Moreau',
  'Novak',
  'Okafor',
  'Petersen',
  'Quiroga',
  'Rahman',
  'Schmid',
  'Tanaka',
  'Ulrich',
  'Vance',
  'Weller',
  'Xu',
  'Young',
  'Zeman',
];
const STREETS = [
  'Alder',
  'Birch',
  'Cedar',
  'Dogwood',
  'Elm',
  'Fir',
  'Ginkgo',
  'Hazel',
  'Ironwood',
  'Juniper',
  'Larch',
  'Maple',
];
const DOMAINS = ['example.com', 'example.org', 'example.net'];

/** Share of household members who give the other's phone. */
const SHARED_PHONE = 0.29;
const NEW_EMAIL_A_YEAR = 0.04;
const REDACTED_A_YEAR = 0.0015;

export interface Identity {
  readonly first: string;
  readonly last: string;
  readonly company?: string;
  readonly email: string;
  /** The later value of `email`, and its day; systems that are not told keep the old one. */
  readonly nextEmail?: { readonly email: string; readonly day: number };
  /** Used for some guest checkouts by people with two records. */
  readonly otherEmail?: string;
  readonly phone?: string;
  readonly street: string;
  readonly ip: string;
  /** How each system happens to write the e-mail. */
  readonly mailerEmail: string;
  readonly freeText?: string;
  readonly birthday?: string;
  readonly agent?: string;
  /** Day on which the person's data are erased on request; infinite when they never ask. */
  readonly redactedOn: number;
  readonly canary: boolean;
}

/** A slip of the finger: two neighbouring letters swapped. */
export const typoOf = (email: string): string => email.replace(/^(.)(.)/, '$2$1');

const SPELLERS: readonly Storefront[] = ['shopify', 'woocommerce', 'magento'];
/** How a person happened to type the e-mail into a shop's form: a few with capitals, a few with a tag. */
export function spelledIn(shop: Storefront, stream: Streams, person: number, email: string): string {
  if (shop === 'shopify' || isCanary(person)) return email;
  const u = stream('email.spelling', person, SPELLERS.indexOf(shop)).uniform();
  const [local, domain] = email.split('@');
  if (u < 0.03) return `${local!.replace(/(^|\.)[a-z]/g, (start) => start.toUpperCase())}@${domain}`;
  return u < 0.05 ? `${local}+shop@${domain}` : email;
}

/** The e-mail of a moment, day since the opening. */
export const emailOn = ({ email, nextEmail }: Identity, day: number): string =>
  nextEmail && nextEmail.day <= day ? nextEmail.email : email;

/** How a person came to leave what they leave: apart from names, which are dear. */
function habitsOf(stream: Streams, id: number) {
  return {
    twoRecords: stream('person.two_records', id).happens(0.06),
    alias: stream('person.email_alias', id).uniform(),
    sharesPhone: stream('person.shares_phone', id).happens(SHARED_PHONE),
    movesOn: (365 / NEW_EMAIL_A_YEAR) * stream('person.new_email', id).exponential(),
  };
}

/** Day on which a person's data are erased on request; infinite when they never ask. */
export const redactedOn = (stream: Streams, id: number): number =>
  isCanary(id) ? Number.POSITIVE_INFINITY : (365 / REDACTED_A_YEAR) * stream('person.redacted', id).exponential();

export function identityOf(stream: Streams, person: Person): Identity {
  const { id } = person;
  if (isCanary(id)) return canary(id);
  const own = drawn(stream, id);
  const home = person.household && id % 2 === 1 ? drawn(stream, id - 1) : own;
  const { twoRecords, alias, sharesPhone, movesOn } = habitsOf(stream, id);
  const { first, domain } = own;
  const last = home.last;
  const local = `${first}.${last}.${id.toString(36)}`.toLowerCase();
  const email = `${local}@${domain}`;
  const phone = home !== own && sharesPhone ? home.phone : own.phone;
  return {
    first,
    last,
    email,
    ...(movesOn < HORIZON
      ? { nextEmail: { email: `${last}.${first}.${id.toString(36)}@${domain}`.toLowerCase(), day: movesOn } }
      : {}),
    ...(twoRecords ? { otherEmail: `${first}${id.toString(36)}@${domain}`.toLowerCase() } : {}),
    ...(phone === undefined ? {} : { phone }),
    street: home.street,
    ip: `100.${64 + ((id >> 16) & 63)}.${(id >> 8) & 255}.${id & 255}`,
    // Systems keep what was typed: another case, or a +tag.
    mailerEmail:
      alias < 0.02 ? `${local}+news@${domain}` : alias < 0.12 ? `${first}.${last}.${id.toString(36)}@${domain}` : email,
    redactedOn: redactedOn(stream, id),
    canary: false,
  };
}

function drawn(stream: Streams, id: number) {
  const first = FIRST[stream('person.first_name', id).below(FIRST.length)]!;
  const last = LAST[stream('person.last_name', id).below(LAST.length)]!;
  const domain = DOMAINS[stream('person.email_domain', id).below(DOMAINS.length)]!;
  const hasPhone = stream('person.has_phone', id).happens(0.62);
  const street = `${1 + (id % 8999)} ${STREETS[stream('person.street', id).below(STREETS.length)]} Street`;
  const phone = hasPhone ? `+1${200 + Math.floor(id / 10_000)}555${String(id % 10_000).padStart(4, '0')}` : undefined;
  return { first, last, domain, phone, street };
}

function canary(id: number): Identity {
  return {
    first: `Zqcanaryf${id}`,
    last: `Zqcanaryl${id}`,
    company: `Zqcanaryc${id}`,
    email: `zqcanary.e.${id}@example.net`,
    phone: `+1999${String(id).padStart(7, '0')}`,
    street: `${id} Zqcanarys Street`,
    ip: id % 2 === 0 ? `203.0.113.${id % 256}` : `2001:db8:ca::${id}`,
    mailerEmail: `ZQCANARY.E.${id}@example.net`,
    freeText: `zqcanaryt${id}`,
    birthday: '1901-01-01',
    agent: `zqcanaryu${id}`,
    redactedOn: Number.POSITIVE_INFINITY,
    canary: true,
  };
}

/** The address a person gives; a canary's postcode is unmistakable too. */
export function addressOf(person: Person, identity: Identity): Address {
  const region = REGIONS[person.region]!;
  return {
    firstName: identity.first,
    lastName: identity.last,
    ...(identity.company === undefined ? {} : { company: identity.company }),
    address1: identity.street,
    city: region.city,
    ...(region.province === '' ? {} : { provinceCode: region.province }),
    countryCode: region.country,
    zip: identity.canary ? `ZQ${person.id}` : region.postcode,
    ...(identity.phone === undefined ? {} : { phone: identity.phone }),
  };
}

/** Marketing consent over time: opt-in at arrival, a change of mind at 3 % a year, a few come back. */
export interface Consent {
  readonly optInAt: number | undefined;
  readonly optOutAt: number | undefined;
}

export function consentOf(stream: Streams, person: Person, arrival: number): Consent {
  if (!person.subscribes) return { optInAt: undefined, optOutAt: undefined };
  return { optInAt: arrival, optOutAt: arrival + (365 / 0.12) * stream('consent.opt_out', person.id).exponential() };
}
