// Keys of records, without the address hash that the vendor's ids contain.
import { createHash } from 'node:crypto';

/** Identifies an object without an id of its own, without the address hash that is part of it. */
const digestOf = (...parts: readonly unknown[]): string =>
  createHash('sha256').update(parts.map(String).join('\0')).digest('hex').slice(0, 32);

export const byId = ({ id }: { id: string }) => id;

export interface MemberRecord {
  readonly id: string;
  readonly list_id?: string;
  readonly web_id?: string | number;
  readonly last_changed?: string;
}
/** `web_id` is the vendor's; the other ids of a member are derived from the address. */
export const memberId = ({ id, list_id = '', web_id }: MemberRecord) => `${list_id}:${web_id ?? digestOf(id)}`;

interface Action {
  readonly campaign_id: string;
  readonly email_id: string;
  readonly action?: string;
  readonly timestamp?: string;
}
export const actionKey = ({ campaign_id, email_id, action, timestamp }: Action): string =>
  digestOf(campaign_id, email_id, action, timestamp);
export const unsubscribeKey = ({ campaign_id, email_id, timestamp }: Action): string =>
  digestOf(campaign_id, email_id, timestamp);
