import type { SqlLibrary } from './library.ts';
import type { Model } from './model.ts';

/**
 * Models downstream of a table, itself included; of a raw table, the models that read it.
 * @param passes whether an error upstream makes this model wrong
 */
export function standingOn(
  table: string,
  { models }: SqlLibrary,
  passes: (model: Model) => boolean = () => true,
): Model[] {
  const all = [...models.values()];
  const standing = new Set(all.filter((model) => model.table === table || rawTableOf(model) === table));
  for (const model of standing)
    for (const other of all) if (other.parents.includes(model.name) && passes(other)) standing.add(other);
  return [...standing];
}

/** Days and zones are derived from many tables, and stay right when some rows of those are wrong. */
export const isNoCalendar = ({ file }: Model): boolean => !file.startsWith('models/intermediate/calendar/');

/** Where records of all systems become the customers and products that facts name. */
const IDENTITY = ['int_customers_resolved', 'int_contacts_resolved', 'int_order_products'];

/**
 * Facts know people and products by their keys alone: the records of a mailer, a catalogue or a file may join two of
 * them, and are no fact.
 */
export const isNoIdentity = ({ name }: Model): boolean => !IDENTITY.includes(name);

/** False for what adds no fact and moves no amount when it comes late. */
export const movesAmounts = (model: Model): boolean => isNoCalendar(model) && isNoIdentity(model);

const rawTableOf = ({ source }: Model) => source && `raw.${source.source}__${source.stream}`;

/** Tables that a model reads; it sees through views, which have no rows of their own. */
export function tablesBeneath(model: Model, library: SqlLibrary): Model[] {
  const beneath = model.parents.flatMap((name) => {
    const parent = library.models.get(name)!;
    return parent.header.materialize === 'view' ? tablesBeneath(parent, library) : [parent];
  });
  return [...new Set(beneath)];
}
