// The mailer of the world (what the Klaviyo twin shows).
import type { MailGroups } from '../mail/mail-groups.ts';
import type { Collection } from './collection.ts';
import type { Address } from './customer.ts';

export interface Mail {
  readonly profiles: Collection<Profile>;
  /** Append-only, ordered by `(at, id)`. */
  readonly events: Collection<MailEvent>;
  readonly campaigns: Collection<Campaign>;
  readonly metrics: Collection<Metric>;
  /** Lists, segments, flows and what came of messages, where the world has them. */
  readonly groups?: MailGroups;
}

export interface Profile {
  readonly id: string;
  readonly email?: string;
  readonly phone?: string;
  /** The shop's customer id, when the shop told the mailer. */
  readonly externalId?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly organization?: string;
  readonly locale?: string;
  readonly address?: Address;
  readonly ip?: string;
  readonly timeZone?: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly emailConsent: 'SUBSCRIBED' | 'UNSUBSCRIBED' | 'NEVER_SUBSCRIBED';
  readonly emailConsentAt?: number;
  readonly emailSuppressed?: {
    readonly reason: 'HARD_BOUNCE' | 'UNSUBSCRIBE' | 'SPAM_COMPLAINT' | 'USER_SUPPRESSED';
    readonly at: number;
  };
  readonly smsConsent: 'SUBSCRIBED' | 'UNSUBSCRIBED' | 'NEVER_SUBSCRIBED';
  readonly smsConsentAt?: number;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly lastEventAt?: number;
}

export interface MailEvent {
  readonly id: string;
  readonly metricId: string;
  readonly profileId: string;
  readonly at: number;
  /** Event properties in the vendor's own names, JSON-ready (`$value`, `Campaign Name`, `$attributed_event_id` …). */
  readonly properties: Readonly<Record<string, unknown>>;
}

export interface Campaign {
  readonly id: string;
  readonly name: string;
  readonly subject: string;
  readonly status: 'Sent' | 'Draft' | 'Scheduled' | 'Cancelled';
  readonly archived: boolean;
  readonly channel: 'email' | 'sms';
  readonly createdAt: number;
  readonly scheduledAt?: number;
  readonly sentAt?: number;
  readonly updatedAt: number;
}

export interface Metric {
  readonly id: string;
  readonly name: string;
  readonly integration: string;
  readonly createdAt: number;
  readonly updatedAt: number;
}
