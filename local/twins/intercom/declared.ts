import type { Chat } from '../../world/records/chat.ts';
import type { World } from '../../world/world.ts';
import type { Declared } from '../declared.ts';
import { hexOf } from './records.ts';
import { INTERCOM_SECRET, intercomRefusal, intercomTwin } from './twin.ts';

const told =
  (ids: (chat: Chat, asOf: number) => readonly string[]) =>
  ({ chat, asOf }: World): readonly string[] =>
    chat ? ids(chat, asOf) : [];
const contacts = told(({ contacts: all }, asOf) => all.ids(asOf).map(hexOf));

export const intercom: Declared = {
  make: intercomTwin,
  refusal: intercomRefusal,
  secret: INTERCOM_SECRET,
  settings: (url) => ({ base_url: url }),
  truth: {
    contacts,
    contact_keys: contacts,
    companies: told(({ companies }, asOf) => companies.ids(asOf).map(hexOf)),
    conversations: told(({ conversations }, asOf) => conversations.ids(asOf)),
    tags: told(({ tags }) => tags.map(({ id }) => id)),
    teams: told(({ teams }) => teams.map(({ id }) => id)),
    deleted_conversations: told(({ deleted }, asOf) => deleted.ids(asOf)),
  },
};
