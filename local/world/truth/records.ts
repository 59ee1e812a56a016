// The owner of each record, and the records that were deleted.
import { msOf } from '../calendar/calendar.ts';
import { RECORD } from '../people/customers.ts';
import { identityOf } from '../people/identity.ts';
import { makePerson } from '../people/person.ts';
import type { SyntheticWorld } from '../synthetic.ts';
import { isoOfDay, type Row } from './row.ts';
import { storeDeletes, storeRecords } from './stores.ts';
import { supportDeletes, supportRecords } from './support.ts';

/** One row a record of a person at a vendor. `defect`: how it departs from the person. */
export function* records(world: SyntheticWorld): Iterable<Row> {
  const { owners } = world;
  const names = Object.keys(RECORD);
  for (let record = 0; record < owners.customers.count; record++) {
    const defect = names[owners.customers.kind[record]!];
    yield {
      vendor: 'shopify',
      record: owners.customers.idOf(record),
      person: owners.customers.person[record],
      defect,
    };
  }
  for (const person of owners.profiles)
    yield { vendor: 'klaviyo', record: owners.profileIdOf(person), person, defect: 'own' };
  yield* storeRecords(world);
  yield* supportRecords(world);
}

/** One row a record that was taken away. `signal`: what the vendor lets see of it. */
export function* deletes(world: SyntheticWorld): Iterable<Row> {
  const {
    simulation: { stream, dimensions, asOf },
    owners,
  } = world;
  const profiles = new Set(owners.profiles);
  for (let person = 0; person < dimensions.people; person++) {
    const { redactedOn } = identityOf(stream, makePerson(stream, person));
    if (!(msOf(redactedOn) <= asOf)) continue;
    const customer = owners.customers.ownIdOf(person);
    if (customer !== undefined)
      yield { vendor: 'shopify', record: customer, person, at: isoOfDay(redactedOn), signal: 'fields emptied' };
    if (profiles.has(person))
      yield { vendor: 'klaviyo', record: owners.profileIdOf(person), person, at: isoOfDay(redactedOn), signal: 'none' };
  }
  yield* storeDeletes(world);
  yield* supportDeletes(world);
}
