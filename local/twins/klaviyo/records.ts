// The world's records in Klaviyo's format (JSON:API, revision 2026-07-15).
import type { MailFlow, MailGroup } from '../../world/mail/mail-groups.ts';
import type { Campaign, MailEvent, Metric, Profile } from '../../world/records/mail.ts';
import { isoMillis } from '../iso.ts';

const iso = (ms: number) => `${isoMillis(ms)}+00:00`;
const isoOrNull = (ms: number | undefined) => (ms === undefined ? null : iso(ms));

export interface Resource {
  readonly type: string;
  readonly id: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly relationships?: Readonly<Record<string, unknown>>;
  readonly links: { readonly self: string };
}

const BASE = 'https://a.klaviyo.com/api';
const linksOf = (type: string, id: string) => ({ self: `${BASE}/${type}s/${id}/` });

export const profileOf = (profile: Profile, withSubscriptions: boolean): Resource => ({
  type: 'profile',
  id: profile.id,
  attributes: {
    email: profile.email ?? null,
    phone_number: profile.phone ?? null,
    external_id: profile.externalId ?? null,
    first_name: profile.firstName ?? null,
    last_name: profile.lastName ?? null,
    organization: profile.organization ?? null,
    locale: profile.locale ?? null,
    title: null,
    image: null,
    created: iso(profile.createdAt),
    updated: iso(profile.updatedAt),
    last_event_date: isoOrNull(profile.lastEventAt),
    location: {
      address1: profile.address?.address1 ?? null,
      address2: null,
      city: profile.address?.city ?? null,
      country: profile.address?.countryCode ?? null,
      latitude: null,
      longitude: null,
      region: profile.address?.provinceCode ?? null,
      zip: profile.address?.zip ?? null,
      timezone: profile.timeZone ?? null,
      ip: profile.ip ?? null,
    },
    properties: profile.properties,
    ...(withSubscriptions ? { subscriptions: subscriptionsOf(profile) } : {}),
  },
  links: linksOf('profile', profile.id),
});

const subscriptionsOf = (profile: Profile) => ({
  email: {
    marketing: {
      can_receive_email_marketing: profile.emailConsent === 'SUBSCRIBED' && !profile.emailSuppressed,
      consent: profile.emailConsent,
      consent_timestamp: isoOrNull(profile.emailConsentAt),
      last_updated: isoOrNull(profile.emailConsentAt),
      method: null,
      method_detail: null,
      custom_method_detail: null,
      double_optin: null,
      suppression: profile.emailSuppressed
        ? [{ reason: profile.emailSuppressed.reason, timestamp: iso(profile.emailSuppressed.at) }]
        : [],
      list_suppressions: [],
    },
  },
  sms: {
    marketing: {
      can_receive_sms_marketing: profile.smsConsent === 'SUBSCRIBED',
      consent: profile.smsConsent,
      consent_timestamp: isoOrNull(profile.smsConsentAt),
      method: null,
      method_detail: null,
      last_updated: isoOrNull(profile.smsConsentAt),
    },
  },
});

const related = (event: string, type: string, id: string) =>
  `{"data":{"type":"${type}","id":"${id}"},"links":{"self":"${event}relationships/${type}/","related":"${event}${type}/"}}`;

/**
 * An event as JSON text: accounts hold millions of them, and only their properties need escaping.
 * @param wants whether an attribute was requested
 */
export function eventText(event: MailEvent, wants: (field: string) => boolean): string {
  const seconds = Math.floor(event.at / 1000);
  const attributes = [
    ...(wants('timestamp') ? [`"timestamp":${seconds}`] : []),
    ...(wants('event_properties') ? [`"event_properties":${JSON.stringify(event.properties)}`] : []),
    ...(wants('datetime') ? [`"datetime":"${iso(seconds * 1000)}"`] : []),
    ...(wants('uuid') ? [`"uuid":"00000000-0000-4000-8000-${event.id.padStart(12, '0')}"`] : []),
  ];
  const self = `${BASE}/events/${event.id}/`;
  const profile = related(self, 'profile', event.profileId);
  const metric = related(self, 'metric', event.metricId);
  return `{"type":"event","id":"${event.id}","attributes":{${attributes.join(',')}},"relationships":{"profile":${profile},"metric":${metric}},"links":{"self":"${self}"}}`;
}

export const campaignOf = (campaign: Campaign): Resource => ({
  type: 'campaign',
  id: campaign.id,
  attributes: {
    name: campaign.name,
    status: campaign.status,
    archived: campaign.archived,
    audiences: { included: ['all-subscribers'], excluded: [] },
    send_options: { use_smart_sending: true },
    tracking_options: { is_tracking_opens: true, is_tracking_clicks: true },
    send_strategy: { method: 'static', datetime: isoOrNull(campaign.scheduledAt) },
    created_at: iso(campaign.createdAt),
    scheduled_at: isoOrNull(campaign.scheduledAt),
    updated_at: iso(campaign.updatedAt),
    send_time: isoOrNull(campaign.sentAt),
  },
  links: linksOf('campaign', campaign.id),
});

export const metricOf = (metric: Metric): Resource => ({
  type: 'metric',
  id: metric.id,
  attributes: {
    name: metric.name,
    created: iso(metric.createdAt),
    updated: iso(metric.updatedAt),
    integration: {
      object: 'integration',
      id: metric.integration.toLowerCase(),
      key: metric.integration.toLowerCase(),
      name: metric.integration,
      category: metric.integration === 'Klaviyo' ? 'Internal' : 'eCommerce',
    },
  },
  links: linksOf('metric', metric.id),
});

const relationsOf = (type: string, id: string, ...names: readonly string[]) =>
  Object.fromEntries(
    names.map((name) => {
      const base = `${BASE}/${type}s/${id}`;
      return [name, { links: { self: `${base}/relationships/${name}/`, related: `${base}/${name}/` } }];
    }),
  );
const timesOf = ({ createdAt, updatedAt }: MailGroup) => ({ created: iso(createdAt), updated: iso(updatedAt) });

export const flowOf = (flow: MailFlow): Resource => ({
  type: 'flow',
  id: flow.id,
  attributes: { name: flow.name, status: 'live', archived: false, ...timesOf(flow), trigger_type: flow.trigger },
  relationships: relationsOf('flow', flow.id, 'flow-actions', 'tags'),
  links: linksOf('flow', flow.id),
});

export const listOf = (list: MailGroup): Resource => ({
  type: 'list',
  id: list.id,
  attributes: { name: list.name, ...timesOf(list), opt_in_process: 'single_opt_in' },
  relationships: relationsOf('list', list.id, 'profiles', 'tags', 'flow-triggers'),
  links: linksOf('list', list.id),
});

export const segmentOf = (segment: MailGroup): Resource => ({
  type: 'segment',
  id: segment.id,
  attributes: {
    name: segment.name,
    definition: {
      condition_groups: [{ conditions: [{ type: 'profile-region', in_region: true, region: 'united_states' }] }],
    },
    ...timesOf(segment),
    is_active: true,
    is_processing: false,
    is_starred: false,
  },
  relationships: relationsOf('segment', segment.id, 'profiles', 'tags', 'flow-triggers'),
  links: linksOf('segment', segment.id),
});
