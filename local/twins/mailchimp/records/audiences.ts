// Audiences and their members in Mailchimp’s format.
import type { Audience, Member } from '../../../world/records/newsletter.ts';
import { emailId, iso, links, md5, share } from './wire.ts';

export interface AudienceCounts {
  readonly members: number;
  readonly unsubscribed: number;
  readonly cleaned: number;
  readonly campaigns: number;
  readonly lastSentAt?: number;
}

export const listOf = (audience: Audience, counts: AudienceCounts) => ({
  id: audience.id,
  web_id: Number(audience.webId),
  name: audience.name,
  contact: {
    company: 'Invented Goods',
    address1: '1 Invented Street',
    address2: '',
    city: 'Kassel',
    state: '',
    zip: '34117',
    country: 'DE',
    phone: '',
  },
  permission_reminder: 'You are receiving this because you bought something or asked for it.',
  use_archive_bar: true,
  campaign_defaults: { from_name: 'Vera Shop', from_email: 'news@example.org', subject: '', language: 'en' },
  notify_on_subscribe: '',
  notify_on_unsubscribe: '',
  date_created: iso(audience.createdAt),
  list_rating: 3,
  email_type_option: false,
  subscribe_url_short: 'http://eepurl.com/invented',
  subscribe_url_long: `https://shop.us1.list-manage.com/subscribe?u=invented&id=${audience.id}`,
  beamer_address: 'us1-invented@inbound.example.org',
  visibility: 'prv',
  double_optin: false,
  has_welcome: false,
  marketing_permissions: false,
  modules: [],
  stats: {
    member_count: counts.members,
    unsubscribe_count: counts.unsubscribed,
    cleaned_count: counts.cleaned,
    campaign_count: counts.campaigns,
    ...(counts.lastSentAt === undefined ? {} : { campaign_last_sent: iso(counts.lastSentAt) }),
    merge_field_count: 5,
  },
  _links: links(`/lists/${audience.id}`),
});

export const memberOf = (member: Member) => ({
  id: emailId(member.email),
  email_address: member.email,
  unique_email_id: md5(`unique ${member.email}`).slice(0, 10),
  contact_id: md5(`contact ${member.email}`),
  full_name: `${member.firstName} ${member.lastName}`,
  web_id: Number(member.id),
  email_type: 'html',
  status: member.status,
  ...(member.status === 'unsubscribed' ? { unsubscribe_reason: member.note ?? 'N/A (Unsubscribed by admin)' } : {}),
  consents_to_one_to_one_messaging: true,
  merge_fields: {
    FNAME: member.firstName,
    LNAME: member.lastName,
    ADDRESS: member.address
      ? {
          addr1: member.address.address1 ?? '',
          addr2: '',
          city: member.address.city ?? '',
          state: member.address.provinceCode ?? '',
          zip: member.address.zip ?? '',
          country: member.address.countryCode,
        }
      : '',
    PHONE: member.phone ?? '',
    BIRTHDAY: member.birthday ?? '',
  },
  interests: { bbbb369575: member.openedCount > 3, '97bbc1227a': false },
  stats: {
    avg_open_rate: share(member.openedCount, member.sentCount),
    avg_click_rate: share(member.clickedCount, member.sentCount),
  },
  ip_signup: member.ip,
  timestamp_signup: iso(member.joinedAt),
  ip_opt: member.ip,
  timestamp_opt: iso(member.joinedAt),
  member_rating: Math.min(5, 2 + Math.floor(member.openedCount / 5)),
  last_changed: iso(member.changedAt),
  language: 'en',
  vip: false,
  email_client: member.agent ?? '',
  location: {
    latitude: 0,
    longitude: 0,
    gmtoff: 0,
    dstoff: 0,
    country_code: member.country,
    timezone: '',
    region: member.region,
  },
  ...(member.note === undefined
    ? {}
    : { last_note: { note_id: 1, created_at: iso(member.joinedAt), created_by: 'Vera Shop', note: member.note } }),
  source: 'API - Generic',
  tags_count: member.note === undefined ? 0 : 1,
  tags: member.note === undefined ? [] : [{ id: 13_506_128, name: member.note }],
  list_id: member.audienceId,
  _links: links(`/lists/${member.audienceId}/members/${emailId(member.email)}`),
});
