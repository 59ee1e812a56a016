// The fields of the help desk's tickets: the desk's own, and those somebody added.
import type { TicketField } from '../records/helpdesk.ts';
import { TOPICS } from './support.ts';

const FIELD_BASE = 360_011_000_000;

export const TOPIC_FIELD = String(FIELD_BASE + 7);
export const ORDER_FIELD = String(FIELD_BASE + 8);
export const NOTE_FIELD = String(FIELD_BASE + 9);
export const PHOTO_FIELD = String(FIELD_BASE + 10);
export const FIELDS: readonly TicketField[] = [
  ...['subject', 'description', 'status', 'tickettype', 'priority', 'group', 'assignee'].map((type, at) => ({
    id: String(FIELD_BASE + at),
    type,
    title: type === 'tickettype' ? 'Type' : type[0]!.toUpperCase() + type.slice(1),
    removable: false,
  })),
  {
    id: TOPIC_FIELD,
    type: 'tagger',
    title: 'Topic',
    removable: true,
    options: TOPICS.map(({ name, value }, at) => ({ id: String(FIELD_BASE + 500 + at), name, value })),
  },
  { id: ORDER_FIELD, type: 'text', title: 'Order number', removable: true },
  { id: NOTE_FIELD, type: 'textarea', title: 'Anything else', removable: true },
  { id: PHOTO_FIELD, type: 'checkbox', title: 'Photo attached', removable: true },
];
