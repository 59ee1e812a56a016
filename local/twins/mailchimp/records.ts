// The world's records in Mailchimp's words (Marketing API 3.0).
import { createHash } from 'node:crypto';
import type {
  Audience,
  CampaignResults,
  Leaving,
  Member,
  NewsAutomation,
  NewsCampaign,
  Recipient,
} from '../../world/records/newsletter.ts';

/** Mailchimp's times: whole seconds, an offset. */
export const iso = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}+00:00`;
const md5 = (text: string) => createHash('md5').update(text).digest('hex');
/** Subscribers are named by the hash of their address. */
export const emailId = (email: string) => md5(email.trim().toLowerCase());
const share = (part: number, whole: number) => (whole === 0 ? 0 : Math.round((part / whole) * 10_000) / 10_000);

const API = 'https://us1.api.mailchimp.com/3.0';
const links = (path: string) => [{ rel: 'self', href: `${API}${path}`, method: 'GET' }];

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

/** What came of a campaign, in sums. */
export interface Sums {
  readonly sent: number;
  readonly opens: number;
  readonly uniqueOpens: number;
  readonly clicks: number;
  readonly uniqueClicks: number;
  readonly hard: number;
  readonly soft: number;
  readonly unsubscribed: number;
  readonly complaints: number;
  readonly lastOpenAt?: number;
  readonly lastClickAt?: number;
}

export function sumsOf({ recipients, unsubscribed, complaints }: CampaignResults): Sums {
  let [opens, uniqueOpens, clicks, uniqueClicks, hard, soft] = [0, 0, 0, 0, 0, 0];
  let lastOpenAt: number | undefined;
  let lastClickAt: number | undefined;
  for (const { actions } of recipients) {
    let opened = 0;
    let clicked = 0;
    for (const { action, type, at } of actions) {
      if (action === 'open') {
        opened++;
        lastOpenAt = Math.max(at, lastOpenAt ?? at);
      } else if (action === 'click') {
        clicked++;
        lastClickAt = Math.max(at, lastClickAt ?? at);
      } else if (type === 'hard') hard++;
      else soft++;
    }
    opens += opened;
    clicks += clicked;
    if (opened > 0) uniqueOpens++;
    if (clicked > 0) uniqueClicks++;
  }
  return {
    sent: recipients.length,
    opens,
    uniqueOpens,
    clicks,
    uniqueClicks,
    hard,
    soft,
    unsubscribed: unsubscribed.length,
    complaints,
    ...(lastOpenAt === undefined ? {} : { lastOpenAt }),
    ...(lastClickAt === undefined ? {} : { lastClickAt }),
  };
}

const TRACKING = {
  opens: true,
  html_clicks: true,
  text_clicks: false,
  goal_tracking: false,
  ecomm360: true,
  google_analytics: '',
  clicktale: '',
};

const settingsOf = (title: string) => ({
  title,
  use_conversation: false,
  from_name: 'Vera Shop',
  reply_to: 'news@example.org',
  to_name: '*|FNAME|*',
  authenticate: true,
  auto_footer: false,
  inline_css: false,
});

export const campaignOf = (campaign: NewsCampaign, listName: string, sums: Sums) => ({
  id: campaign.id,
  web_id: Number(campaign.webId),
  type: 'regular',
  create_time: iso(campaign.createdAt),
  archive_url: `http://eepurl.com/${campaign.id}`,
  long_archive_url: `https://us1.campaign-archive.com/?u=invented&id=${campaign.id}`,
  status: campaign.sentAt === undefined ? 'schedule' : 'sent',
  emails_sent: sums.sent,
  send_time: campaign.sentAt === undefined ? '' : iso(campaign.sentAt),
  content_type: 'template',
  needs_block_refresh: false,
  resendable: campaign.sentAt !== undefined,
  recipients: {
    list_id: campaign.audienceId,
    list_is_active: true,
    list_name: listName,
    segment_text: '',
    recipient_count: sums.sent,
  },
  settings: {
    ...settingsOf(campaign.title),
    subject_line: campaign.subject,
    preview_text: '',
    folder_id: '',
    auto_tweet: false,
    fb_comments: true,
    timewarp: false,
    template_id: 13,
    drag_and_drop: true,
  },
  tracking: TRACKING,
  ...(campaign.sentAt === undefined
    ? {}
    : {
        report_summary: {
          opens: sums.opens,
          unique_opens: sums.uniqueOpens,
          open_rate: share(sums.uniqueOpens, sums.sent),
          clicks: sums.clicks,
          subscriber_clicks: sums.uniqueClicks,
          click_rate: share(sums.uniqueClicks, sums.sent),
        },
      }),
  delivery_status: { enabled: false },
  _links: links(`/campaigns/${campaign.id}`),
});

export const reportOf = (campaign: NewsCampaign, listName: string, sums: Sums) => ({
  id: campaign.id,
  campaign_title: campaign.title,
  type: 'regular',
  list_id: campaign.audienceId,
  list_is_active: true,
  list_name: listName,
  subject_line: campaign.subject,
  preview_text: '',
  emails_sent: sums.sent,
  abuse_reports: sums.complaints,
  unsubscribed: sums.unsubscribed,
  send_time: iso(campaign.sentAt!),
  bounces: { hard_bounces: sums.hard, soft_bounces: sums.soft, syntax_errors: 0 },
  forwards: { forwards_count: 0, forwards_opens: 0 },
  opens: {
    opens_total: sums.opens,
    unique_opens: sums.uniqueOpens,
    open_rate: share(sums.uniqueOpens, sums.sent),
    last_open: sums.lastOpenAt === undefined ? '' : iso(sums.lastOpenAt),
  },
  clicks: {
    clicks_total: sums.clicks,
    unique_clicks: sums.uniqueClicks,
    unique_subscriber_clicks: sums.uniqueClicks,
    click_rate: share(sums.uniqueClicks, sums.sent),
    last_click: sums.lastClickAt === undefined ? '' : iso(sums.lastClickAt),
  },
  facebook_likes: { recipient_likes: 0, unique_likes: 0, facebook_likes: 0 },
  list_stats: { sub_rate: 0, unsub_rate: 0, open_rate: 40, click_rate: 1.3 },
  ecommerce: { total_orders: 0, total_spent: 0, total_revenue: 0, currency_code: 'EUR' },
  delivery_status: { enabled: false },
  _links: links(`/reports/${campaign.id}`),
});

/** @param since only what happened later, milliseconds */
export const emailOf = (campaign: NewsCampaign, recipient: Recipient, since: number) => ({
  campaign_id: campaign.id,
  list_id: campaign.audienceId,
  list_is_active: true,
  email_id: emailId(recipient.email),
  email_address: recipient.email,
  activity: recipient.actions
    .filter(({ at }) => Math.floor(at / 1000) * 1000 > since)
    .map(({ action, type, at }) => ({
      action,
      ...(type === undefined ? {} : { type }),
      timestamp: iso(at),
      ...(action === 'bounce' ? {} : { ip: recipient.ip }),
      ...(action === 'click' ? { url: `https://shop.example.org/new?utm_content=${emailId(recipient.email)}` } : {}),
    })),
  _links: links(`/reports/${campaign.id}/email-activity/${emailId(recipient.email)}`),
});

export const unsubscribeOf = (campaign: NewsCampaign, leaving: Leaving) => ({
  email_id: emailId(leaving.email),
  email_address: leaving.email,
  merge_fields: {
    FNAME: leaving.firstName,
    LNAME: leaving.lastName,
    ADDRESS: '',
    PHONE: '',
    BIRTHDAY: '',
  },
  vip: false,
  timestamp: iso(leaving.at),
  reason: 'None given',
  campaign_id: campaign.id,
  list_id: campaign.audienceId,
  list_is_active: true,
  _links: links(`/reports/${campaign.id}/unsubscribed/${emailId(leaving.email)}`),
});

export const automationOf = (automation: NewsAutomation, listName: string) => ({
  id: automation.id,
  create_time: iso(automation.createdAt),
  start_time: iso(automation.createdAt),
  status: 'sending',
  emails_sent: automation.sentCount,
  recipients: { list_id: automation.audienceId, list_is_active: true, list_name: listName, store_id: '' },
  settings: settingsOf(automation.title),
  tracking: TRACKING,
  trigger_settings: {
    workflow_type: automation.kind,
    workflow_title: automation.title,
    runtime: { days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'], hours: { type: 'send_asap' } },
    workflow_emails_count: automation.steps,
  },
  report_summary: {
    opens: automation.openedCount,
    unique_opens: automation.openedCount,
    open_rate: share(automation.openedCount, automation.sentCount),
    clicks: automation.clickedCount,
    subscriber_clicks: automation.clickedCount,
    click_rate: share(automation.clickedCount, automation.sentCount),
  },
  _links: links(`/automations/${automation.id}`),
});
