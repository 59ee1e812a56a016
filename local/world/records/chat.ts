// The chat of the world (what the Intercom twin shows).
import type { Collection } from './collection.ts';

/** Collections are ordered by the last change, in whole seconds. */
export interface Chat {
  readonly contacts: Collection<ChatContact>;
  readonly conversations: Collection<Conversation>;
  /** Ordered by the moment they were deleted. */
  readonly deleted: Collection<DeletedConversation>;
  readonly companies: Collection<ChatCompany>;
  readonly tags: readonly { readonly id: string; readonly name: string }[];
  readonly teams: readonly { readonly id: string; readonly name: string; readonly admins: readonly string[] }[];
  owners(): Iterable<ChatOwner>;
}

export interface ChatContact {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly phone?: string;
  readonly country: string;
  readonly region: string;
  readonly city: string;
  readonly agent?: string;
  readonly freeText?: string;
  readonly birthday?: string;
  readonly companyId?: string;
  readonly unsubscribed: boolean;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly repliedAt?: number;
  /** The nameless visitor that turned out to be this person. */
  readonly merged?: { readonly id: string; readonly at: number };
}

export interface Conversation {
  readonly id: string;
  readonly contactId: string;
  readonly author: { readonly name: string; readonly email: string };
  readonly channel: 'conversation' | 'email';
  readonly subject: string;
  readonly body: string;
  readonly topic: string;
  readonly tagId: string;
  readonly teamId: string;
  readonly adminId: string;
  readonly state: 'open' | 'closed';
  readonly isUrgent: boolean;
  readonly parts: readonly ConversationPart[];
  readonly rating?: { readonly score: number; readonly remark?: string; readonly at: number };
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly repliedAt?: number;
  readonly closedAt?: number;
  readonly reopens: number;
}

export interface ConversationPart {
  readonly id: string;
  readonly kind: 'comment' | 'assignment' | 'close' | 'open';
  readonly by: 'admin' | 'user';
  readonly body?: string;
  readonly at: number;
}

export interface DeletedConversation {
  readonly id: string;
  readonly at: number;
}

export interface ChatCompany {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface ChatOwner {
  readonly record: string;
  readonly person: number;
  readonly defect: 'own' | 'lead';
  /** The record that it went into, or when it was deleted for good. */
  readonly mergedInto?: string;
  readonly goneAt?: number;
}
