import { NEVER } from '../calendar/calendar.ts';
import { emailOn, identityOf } from '../people/identity.ts';
import { makePerson } from '../people/person.ts';
import type { Streams } from '../random/streams.ts';
import type { Conversation, ConversationPart, DeletedConversation } from '../records/chat.ts';
import type { Collection } from '../records/collection.ts';
import { collectionOf } from '../records/collection-of.ts';
import { ADMINS, adminId, tagId, teamId } from './chat-desk.ts';
import { type ChatPerson, contactId } from './chat-people.ts';
import { type Case, has, latest, secondOf, TOPICS } from './support.ts';

const CONVERSATION_BASE = 1_000;

const conversationId = (at: number): string => String(CONVERSATION_BASE + at);

/** The parts of a conversation, in order; a deleted conversation has none. */
function partsOf(of: Case, asOf: number, conversation: number, thanks: string): ConversationPart[] {
  const planned: Omit<ConversationPart, 'id'>[] = [
    { kind: 'assignment', by: 'admin', at: of.opened + 0.001 },
    { kind: 'comment', by: 'admin', body: '<p>We are looking into it.</p>', at: of.replied },
    { kind: 'comment', by: 'user', body: thanks, at: of.replied + 0.002 },
    { kind: 'close', by: 'admin', at: of.solved },
    { kind: 'open', by: 'user', body: '<p>It is still not right.</p>', at: of.reopened },
    { kind: 'close', by: 'admin', at: of.reopened === NEVER ? NEVER : of.settled },
  ];
  return planned.flatMap((part, at) =>
    has(part.at, asOf) ? [{ ...part, id: String(7_000_000_000 + conversation * 10 + at), at: secondOf(part.at) }] : [],
  );
}

export function conversationsOf(
  stream: Streams,
  cases: readonly Case[],
  people: readonly ChatPerson[],
  positions: ReadonlyMap<number, number>,
): Collection<Conversation> {
  const changesOf = ({ opened, replied, solved, reopened, settled, rated }: Case) => [
    opened,
    opened + 0.001,
    replied,
    replied + 0.002,
    solved,
    reopened,
    settled,
    rated,
  ];
  const isGone = ({ person, deleted }: Case, asOf: number) =>
    has(deleted, asOf) || has(people[positions.get(person)!]!.gone, asOf);
  return collectionOf<Conversation>({
    size: cases.length,
    idOf: (at) => conversationId(at),
    positionOf: (id) => Number(id) - CONVERSATION_BASE,
    timeOf: (at, asOf) => (isGone(cases[at]!, asOf) ? undefined : latest(asOf, changesOf(cases[at]!))),
    render: (at, asOf) => {
      const of = cases[at]!;
      const identity = identityOf(stream, makePerson(stream, of.person));
      const { name: _, subject } = TOPICS[of.topic]!;
      const admin = stream('conversation.admin', of.person, of.n).below(ADMINS);
      const email = emailOn(identity, of.opened);
      const settled = has(of.settled, asOf);
      const thanks = `<p>Thanks, write to ${email}. ${identity.first}</p>`;
      const said = `<p>${subject} I am ${identity.first} ${identity.last}, ${identity.phone ?? email}. ${identity.freeText ?? ''}</p>`;
      return {
        id: conversationId(at),
        contactId: contactId(positions.get(of.person)!),
        author: { name: `${identity.first} ${identity.last}`, email },
        channel: of.channel === 'email' ? 'email' : 'conversation',
        subject: of.channel === 'email' ? subject : '',
        body: said,
        topic: TOPICS[of.topic]!.name,
        tagId: tagId(of.topic),
        teamId: teamId(of.severe ? 1 : 0),
        adminId: adminId(admin),
        state: settled || (has(of.solved, asOf) && !has(of.reopened, asOf)) ? 'closed' : 'open',
        isUrgent: of.severe,
        parts: partsOf(of, asOf, at, thanks),
        ...(has(of.rated, asOf)
          ? {
              rating: {
                score: of.good ? 5 : 1,
                ...(identity.freeText === undefined ? {} : { remark: identity.freeText }),
                at: secondOf(of.rated),
              },
            }
          : {}),
        createdAt: secondOf(of.opened),
        updatedAt: latest(asOf, changesOf(of))!,
        ...(has(of.replied, asOf) ? { repliedAt: secondOf(of.replied) } : {}),
        ...(has(of.solved, asOf) ? { closedAt: secondOf(settled ? of.settled : of.solved) } : {}),
        reopens: has(of.reopened, asOf) ? 1 : 0,
      };
    },
  });
}

/** Only talks that an agent deleted are listed as such; what goes with an erased person goes without a word. */
export function deletedOf(cases: readonly Case[]): Collection<DeletedConversation> {
  return collectionOf<DeletedConversation>({
    size: cases.length,
    idOf: (at) => conversationId(at),
    positionOf: (id) => Number(id) - CONVERSATION_BASE,
    timeOf: (at, asOf) => latest(asOf, [cases[at]!.deleted]),
    render: (at) => ({ id: conversationId(at), at: secondOf(cases[at]!.deleted) }),
  });
}
