// The help desk of the world: letters and forms (what the Zendesk twin shows).
import type { Collection } from './collection.ts';

/** Collections are ordered by the moment the desk last touched a record, in whole seconds. */
export interface Helpdesk {
  readonly tickets: Collection<Ticket>;
  readonly users: Collection<DeskUser>;
  readonly organizations: Collection<Organization>;
  readonly ratings: Collection<SatisfactionRating>;
  /** Append-only, ordered by their own time. */
  readonly comments: Collection<TicketComment>;
  readonly fields: readonly TicketField[];
  owners(): Iterable<DeskOwner>;
}

export interface Ticket {
  readonly id: string;
  readonly channel: 'email' | 'web';
  readonly requesterId: string;
  /** Whoever writes the mail that became the ticket. */
  readonly from: { readonly name: string; readonly email: string };
  readonly assigneeId?: string;
  readonly groupId: string;
  readonly organizationId?: string;
  readonly subject: string;
  readonly description: string;
  readonly status: 'new' | 'open' | 'pending' | 'solved' | 'closed' | 'deleted';
  readonly priority: 'low' | 'normal' | 'high' | 'urgent';
  readonly topic: string;
  readonly orderId?: string;
  readonly freeText?: string;
  readonly tags: readonly string[];
  readonly rating?: { readonly score: 'offered' | 'good' | 'bad'; readonly comment?: string };
  /** Texts are crossed out: the person was erased. */
  readonly scrubbed: boolean;
  readonly createdAt: number;
  /** The last change by people; changes by the desk itself (closing, deleting) do not count. */
  readonly updatedAt: number;
  /** The last change by anyone, the desk included. */
  readonly touchedAt: number;
  readonly repliedAt?: number;
  readonly solvedAt?: number;
  readonly reopens: number;
  readonly replies: number;
}

export interface DeskUser {
  readonly id: string;
  readonly name: string;
  readonly email?: string;
  readonly phone?: string;
  readonly role: 'end-user' | 'agent' | 'admin';
  readonly organizationId?: string;
  readonly notes?: string;
  readonly locale: string;
  readonly active: boolean;
  readonly suspended: boolean;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface Organization {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly deletedAt?: number;
}

export interface SatisfactionRating {
  readonly id: string;
  readonly ticketId: string;
  readonly requesterId: string;
  readonly assigneeId: string;
  readonly groupId: string;
  readonly score: 'offered' | 'good' | 'bad';
  readonly comment?: string;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface TicketComment {
  readonly id: string;
  readonly auditId: string;
  readonly ticketId: string;
  readonly authorId: string;
  readonly body: string;
  readonly isPublic: boolean;
  readonly channel: 'email' | 'web';
  readonly at: number;
}

export interface TicketField {
  readonly id: string;
  readonly type: string;
  readonly title: string;
  readonly removable: boolean;
  readonly options?: readonly { readonly id: string; readonly name: string; readonly value: string }[];
}

export interface DeskOwner {
  readonly record: string;
  readonly person: number;
  readonly defect: 'own' | 'other_email';
  /** When the person was erased; the record stays without them. */
  readonly erasedAt?: number;
}
