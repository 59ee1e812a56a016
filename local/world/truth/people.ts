// The people, their households and their consents.
import { HORIZON } from '../calendar/calendar.ts';
import { CATEGORIES } from '../goods/catalogue.ts';
import { consentOf } from '../people/identity.ts';
import { headOf, makePerson } from '../people/person.ts';
import { REGIONS } from '../people/regions.ts';
import type { SyntheticWorld } from '../synthetic.ts';
import { isoOfDay, type Row } from './row.ts';

/** One row a person, with every parameter they were drawn with. */
export function* people({ simulation }: SyntheticWorld): Iterable<Row> {
  const { stream, dimensions, intents } = simulation;
  for (let id = 0; id < dimensions.people; id++) {
    const person = makePerson(stream, id);
    const { country, province, storefront } = REGIONS[person.region]!;
    yield {
      person: id,
      lambda: person.rate,
      affinity: Object.fromEntries(CATEGORIES.map((one, k) => [one.name, person.affinity[k]])),
      kappa: person.kappa,
      media_response: person.responsiveness,
      discount_taste: person.discountTaste,
      country,
      province,
      storefront,
      arrived_at: isoOfDay(intents.arrival[id]!),
      churn_at: isoOfDay(intents.churnAt[id]!),
      churn_reason: intents.service[id] ? 'service' : 'lifetime',
    };
  }
}

/** One row a member of each household of two. */
export function* households({ simulation }: SyntheticWorld): Iterable<Row> {
  for (let id = 0; id < simulation.dimensions.people; id++) {
    const person = makePerson(simulation.stream, id);
    if (person.household) yield { household: headOf(person), person: id };
  }
}

/** One row each time somebody gave or took back their consent. */
export function* consents({ simulation: { stream, intents, dimensions } }: SyntheticWorld): Iterable<Row> {
  for (let person = 0; person < dimensions.people; person++) {
    const { optInAt, optOutAt } = consentOf(stream, makePerson(stream, person), intents.arrival[person]!);
    if (optInAt === undefined) continue;
    yield { person, purpose: 'marketing', channel: 'email', granted: true, at: isoOfDay(optInAt), source: 'form' };
    if (optOutAt !== undefined && optOutAt < HORIZON)
      yield {
        person,
        purpose: 'marketing',
        channel: 'email',
        granted: false,
        at: isoOfDay(optOutAt),
        source: 'account',
      };
  }
}
