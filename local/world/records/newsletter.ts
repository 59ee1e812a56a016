// The second mailer of the world: audiences, their members, campaigns and what came of them (what the Mailchimp twin shows).

import type { Collection } from './collection.ts';
import type { Address } from './customer.ts';

export interface Newsletter {
  readonly audiences: readonly Audience[];
  /** By audience id. Ordered by the last change; a member that was deleted for good is not there. */
  readonly members: ReadonlyMap<string, Collection<Member>>;
  /** Those that exist, oldest first. */
  readonly campaigns: readonly NewsCampaign[];
  readonly automations: readonly NewsAutomation[];
  /** The results of a campaign that was sent. */
  resultsOf(campaignId: string): CampaignResults;
  /** The owner of each member, also of deleted ones, with the reason for a second record. */
  owners(): Iterable<MemberOwner>;
}

export interface Audience {
  readonly id: string;
  readonly webId: string;
  readonly name: string;
  readonly createdAt: number;
}

export interface Member {
  readonly id: string;
  readonly audienceId: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly phone?: string;
  readonly address?: Address;
  /** `MM/DD`. */
  readonly birthday?: string;
  readonly ip: string;
  readonly agent?: string;
  readonly note?: string;
  readonly country: string;
  readonly region: string;
  readonly status: 'subscribed' | 'unsubscribed' | 'cleaned' | 'transactional' | 'archived';
  readonly joinedAt: number;
  readonly changedAt: number;
  readonly sentCount: number;
  readonly openedCount: number;
  readonly clickedCount: number;
}

export interface NewsCampaign {
  readonly id: string;
  readonly webId: string;
  readonly audienceId: string;
  readonly title: string;
  readonly subject: string;
  readonly createdAt: number;
  readonly sentAt?: number;
}

export interface NewsAutomation {
  readonly id: string;
  readonly audienceId: string;
  readonly title: string;
  readonly kind: string;
  readonly steps: number;
  readonly createdAt: number;
  readonly sentCount: number;
  readonly openedCount: number;
  readonly clickedCount: number;
}

export interface CampaignResults {
  /** In the order of their ids. */
  readonly recipients: readonly Recipient[];
  readonly unsubscribed: readonly Leaving[];
  readonly complaints: number;
}

export interface Recipient {
  readonly email: string;
  readonly ip: string;
  readonly actions: readonly MemberAction[];
}

export interface MemberAction {
  readonly action: 'open' | 'click' | 'bounce';
  readonly type?: 'hard' | 'soft';
  readonly at: number;
}

export interface Leaving {
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly at: number;
}

export interface MemberOwner {
  readonly record: string;
  readonly person: number;
  readonly defect: 'own' | 'old_list';
  /** When it was deleted for good, which the vendor does not tell. */
  readonly goneAt?: number;
}
