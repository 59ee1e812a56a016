// Results of a campaign in Mailchimp’s format: sums, recipients, and unsubscribes.
import type { Leaving, NewsCampaign, Recipient } from '../../../world/records/newsletter.ts';
import type { Sums } from './sums.ts';
import { emailId, iso, links, share } from './wire.ts';

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

/** @param since only later actions, milliseconds */
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
