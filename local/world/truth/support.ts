// The owners of records of the second mailer and of the help desks, merges and deletions, and the topics that people wrote about.
import { casesOf, secondOf, TOPICS } from '../support/support.ts';
import type { SyntheticWorld } from '../synthetic.ts';
import { iso } from './row.ts';

export function* supportRecords({ newsletter, helpdesk, chat }: SyntheticWorld) {
  for (const { record, person, defect } of newsletter?.owners() ?? [])
    yield { vendor: 'mailchimp', record, person, defect };
  for (const { record, person, defect } of helpdesk?.owners() ?? [])
    yield { vendor: 'zendesk', record, person, defect };
  for (const { record, person, defect } of chat?.owners() ?? []) yield { vendor: 'intercom', record, person, defect };
}

/** `signal`: what the vendor lets see of it. */
export function* supportDeletes({ newsletter, helpdesk, chat, asOf }: SyntheticWorld) {
  for (const { record, person, goneAt } of newsletter?.owners() ?? [])
    if (goneAt !== undefined) yield { vendor: 'mailchimp', record, person, at: iso(goneAt), signal: 'none' };
  for (const { record, person, erasedAt } of helpdesk?.owners() ?? [])
    if (erasedAt !== undefined)
      yield { vendor: 'zendesk', record, person, at: iso(erasedAt), signal: 'inactive, scrubbed' };
  for (const { record, person, goneAt } of chat?.owners() ?? [])
    if (goneAt !== undefined) yield { vendor: 'intercom', record, person, at: iso(goneAt), signal: 'none' };
  for (const { id, at } of chat?.deleted.page({ asOf, limit: Number.MAX_SAFE_INTEGER }) ?? [])
    yield { vendor: 'intercom', record: `conversation ${id}`, at: iso(at), signal: 'listed as deleted' };
}

/** Records that went into others: the same person, by the vendor's own word. */
export function* merges({ chat }: SyntheticWorld) {
  for (const { record, person, mergedInto } of chat?.owners() ?? [])
    if (mergedInto !== undefined) yield { vendor: 'intercom', record, into: mergedInto, person };
}

/** The consents of its members that each list of the second mailer holds by now. */
export function* listConsents({ newsletter, asOf }: SyntheticWorld) {
  const personOf = new Map([...(newsletter?.owners() ?? [])].map(({ record, person }) => [record, person]));
  for (const [audience, members] of newsletter?.members ?? [])
    for (const { id, status, changedAt } of members.page({ asOf, limit: Number.MAX_SAFE_INTEGER }))
      yield { vendor: 'mailchimp', audience, record: id, person: personOf.get(id), status, at: iso(changedAt) };
}

/** Everybody who wrote, to which desk, about what, and whether it was bad enough to make them leave. */
export function* cases({ simulation }: SyntheticWorld) {
  for (const { person, n, topic, severe, desk, opened, replied, settled, rated, good } of casesOf(simulation))
    yield {
      person,
      n,
      topic: TOPICS[topic]!.name,
      severe,
      desk,
      opened_at: iso(secondOf(opened)),
      replied_at: iso(secondOf(replied)),
      settled_at: iso(secondOf(settled)),
      rating: Number.isFinite(rated) ? (good ? 'good' : 'bad') : null,
    };
}
