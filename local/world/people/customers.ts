// Customer records of a shop: one person may leave several, by another e-mail as a guest or by a slip of the finger.
import { dayOf, HORIZON, msOf } from '../calendar/calendar.ts';
import type { OrderBook } from '../orders/order-book.ts';
import type { Collection } from '../records/collection.ts';
import { collectionOf } from '../records/collection-of.ts';
import type { Customer } from '../records/customer.ts';
import type { Terms } from '../shops/shop-profile.ts';
import type { Simulation } from '../simulation.ts';
import { addressOf, consentOf, emailOn, type Identity, identityOf, spelledIn, typoOf } from './identity.ts';
import { makePerson } from './person.ts';

const GUEST_FIRST = 0.38;
const GUEST_LATER = 0.08;
const TYPO = 0.012;

/** Why a record exists; the second and third kind are duplicates of a person. */
export const RECORD = { own: 0, other_email: 1, typo: 2 } as const;

export interface CustomerBook {
  readonly view: Collection<Customer>;
  readonly count: number;
  /** By record: the person behind it and why it exists. */
  readonly person: Uint32Array;
  readonly kind: Uint8Array;
  /** The record under a person's own e-mail. */
  ownIdOf(person: number): string | undefined;
  idOf(record: number): string;
  createdAt(record: number): number;
  /** True if the shop ever has the record: where only accounts are customers, guests leave none. */
  shows(record: number): boolean;
  /** When the record is deleted because the person asked for it; infinite where it is emptied instead. */
  goneAt(record: number): number;
  buyerOf(order: number, identity: Identity): { email: string; guest: boolean; customerId?: string };
}

export function makeCustomers(simulation: Simulation, book: OrderBook, terms: Terms): CustomerBook {
  const { stream, plans, intents, fills } = simulation;
  const recordOf = new Uint32Array(book.count);
  const guestAt = new Uint8Array(book.count);
  const persons: number[] = [];
  const kinds: number[] = [];
  const firstAt: number[] = [];
  /** Day of the first order with an account; infinite for those who never made one. */
  const accountAt: number[] = [];
  const own = new Map<number, number>();
  const second = new Map<number, number>();

  const open = (person: number, kind: number, t: number): number => {
    persons.push(person);
    kinds.push(kind);
    firstAt.push(t);
    accountAt.push(Number.POSITIVE_INFINITY);
    return persons.length - 1;
  };

  for (let order = 0; order < book.count; order++) {
    const at = fills.intent[book.fill[order]!]!;
    const id = book.buyer[order]!;
    const t = intents.t[at]!;
    if (id !== intents.person[at]) {
      // A stranger who tried: known by an account.
      if (!own.has(id)) own.set(id, open(id, RECORD.own, t));
      recordOf[order] = own.get(id)!;
      accountAt[recordOf[order]!] = Math.min(accountAt[recordOf[order]!]!, t);
      continue;
    }
    if (book.copy[order] !== 0) {
      recordOf[order] = recordOf[order - 1]!;
      guestAt[order] = guestAt[order - 1]!;
      continue;
    }
    const n = intents.n[at]!;
    const isFirst = !own.has(id) && !second.has(id);
    const guest = stream('checkout.guest', id, n).happens(isFirst ? GUEST_FIRST : GUEST_LATER);
    const slips = guest && stream('checkout.typo', id, n).happens(TYPO);
    const identity = guest ? identityOf(stream, makePerson(plans.stream, id)) : undefined;
    guestAt[order] = guest ? 1 : 0;
    if (slips && !identity?.canary) {
      recordOf[order] = open(id, RECORD.typo, t);
    } else if (identity?.otherEmail) {
      if (!second.has(id)) second.set(id, open(id, RECORD.other_email, t));
      recordOf[order] = second.get(id)!;
    } else {
      if (!own.has(id)) own.set(id, open(id, RECORD.own, t));
      const record = own.get(id)!;
      recordOf[order] = record;
      if (!guest) accountAt[record] = Math.min(accountAt[record]!, t);
    }
  }

  const idOf = (record: number) => String(terms.ids.customers + record);
  /** The record's e-mail on a day since the opening. */
  const emailOf = (record: number, identity: Identity, day: number): string =>
    kinds[record] === RECORD.typo
      ? typoOf(emailOn(identity, firstAt[record]!))
      : kinds[record] === RECORD.other_email
        ? identity.otherEmail!
        : spelledIn(terms.storefront, stream, persons[record]!, emailOn(identity, day));
  /** When the shop hears of another e-mail, and when it erases the person; milliseconds, none before the record exists. */
  const laterTimes = (record: number): number[] => {
    const identity = identityOf(stream, makePerson(plans.stream, persons[record]!));
    const moved = kinds[record] === RECORD.own ? identity.nextEmail?.day : undefined;
    return [moved ?? 0, identity.redactedOn].filter((day) => day > firstAt[record]! && day < HORIZON).map(msOf);
  };
  const createdAt = (record: number) => msOf((terms.guestsAreCustomers ? firstAt : accountAt)[record]!);
  /** Where an account is a user of the shop's software, erasing the person deletes it. */
  const goneAt = (record: number) =>
    terms.guestsAreCustomers
      ? Number.POSITIVE_INFINITY
      : msOf(identityOf(stream, makePerson(plans.stream, persons[record]!)).redactedOn);
  const optsOutAt = (record: number): number | undefined => {
    if (kinds[record] !== RECORD.own) return undefined;
    const person = makePerson(plans.stream, persons[record]!);
    const { optOutAt } = consentOf(stream, person, intents.arrival[person.id]!);
    return optOutAt !== undefined && optOutAt > firstAt[record]! ? msOf(optOutAt) : undefined;
  };
  const timeOf = (record: number, asOf: number): number | undefined => {
    const created = createdAt(record);
    if (created > asOf || goneAt(record) <= asOf) return undefined;
    const times = [created, msOf(accountAt[record]!), optsOutAt(record) ?? created, ...laterTimes(record)];
    return Math.max(...times.filter((time) => time <= asOf));
  };

  const view = collectionOf<Customer>({
    size: persons.length,
    idOf,
    positionOf: (id) => Number(id) - terms.ids.customers,
    timeOf,
    render: (record, asOf) => {
      const person = makePerson(plans.stream, persons[record]!);
      const identity = identityOf(stream, person);
      const isOwn = kinds[record] === RECORD.own;
      const common = {
        id: idOf(record),
        locale: 'en',
        createdAt: createdAt(record),
        updatedAt: timeOf(record, asOf)!,
      };
      if (identity.redactedOn > firstAt[record]! && msOf(identity.redactedOn) <= asOf)
        return {
          ...common,
          state: 'DISABLED',
          emailConsent: 'NOT_SUBSCRIBED',
          smsConsent: 'NOT_SUBSCRIBED',
          tags: [],
          metafields: [],
        };
      const { optInAt, optOutAt } = consentOf(stream, person, intents.arrival[person.id]!);
      const out = optOutAt !== undefined && msOf(optOutAt) <= asOf;
      const consent = !isOwn || optInAt === undefined ? 'NOT_SUBSCRIBED' : out ? 'UNSUBSCRIBED' : 'SUBSCRIBED';
      return {
        ...common,
        email: emailOf(record, identity, dayOf(asOf)),
        // A phone is unique among a shop's customers: only the first record holds it, the others show it in the address.
        ...(identity.phone !== undefined && isOwn ? { phone: identity.phone } : {}),
        firstName: identity.first,
        lastName: identity.last,
        state: msOf(accountAt[record]!) <= asOf ? 'ENABLED' : 'DISABLED',
        emailConsent: consent,
        ...(consent === 'NOT_SUBSCRIBED' ? {} : { emailConsentAt: msOf(out ? optOutAt : optInAt!) }),
        smsConsent: 'NOT_SUBSCRIBED',
        defaultAddress: addressOf(person, identity),
        ...(identity.freeText === undefined ? {} : { note: identity.freeText }),
        tags: identity.freeText === undefined ? [] : [identity.freeText],
        metafields: identity.canary
          ? [
              { namespace: 'facts', key: 'birthday', type: 'date', value: identity.birthday! },
              { namespace: 'facts', key: 'about', type: 'single_line_text_field', value: identity.freeText! },
            ]
          : [],
      };
    },
  });

  return {
    view,
    count: persons.length,
    person: Uint32Array.from(persons),
    kind: Uint8Array.from(kinds),
    idOf,
    ownIdOf: (person) => (own.has(person) ? idOf(own.get(person)!) : undefined),
    shows: (record) => Number.isFinite(createdAt(record)),
    createdAt,
    goneAt,
    buyerOf: (order, identity) => ({
      email: emailOf(recordOf[order]!, identity, intents.t[fills.intent[book.fill[order]!]!]!),
      guest: guestAt[order] === 1,
      ...(terms.guestsAreCustomers || guestAt[order] === 0 ? { customerId: idOf(recordOf[order]!) } : {}),
    }),
  };
}
