// Results of a campaign, summed and by recipient.
import { z } from 'zod';
import { pii, undeclared } from '../../../engine/fields.ts';
import { ident, reference } from '../../../engine/loose-fields.ts';
import { text, time, word, yes } from '../../../engine/optional-fields.ts';
import { DeliveryStatus } from './campaigns.ts';
import { count, Links, recipient } from './fields.ts';

export const Report = z.looseObject({
  id: ident(),
  campaign_title: word(),
  type: word(),
  list_id: reference().nullish(),
  list_is_active: yes(),
  list_name: word(),
  subject_line: text(),
  preview_text: text(),
  emails_sent: count(),
  abuse_reports: count(),
  unsubscribed: count(),
  send_time: time(),
  rss_last_send: time(),
  bounces: z.looseObject({ hard_bounces: count(), soft_bounces: count(), syntax_errors: count() }).nullish(),
  forwards: z.looseObject({ forwards_count: count(), forwards_opens: count() }).nullish(),
  opens: z
    .looseObject({
      opens_total: count(),
      proxy_excluded_opens: count(),
      unique_opens: count(),
      proxy_excluded_unique_opens: count(),
      open_rate: count(),
      proxy_excluded_open_rate: count(),
      last_open: time(),
    })
    .nullish(),
  clicks: z
    .looseObject({
      clicks_total: count(),
      unique_clicks: count(),
      unique_subscriber_clicks: count(),
      click_rate: count(),
      last_click: time(),
    })
    .nullish(),
  facebook_likes: z.looseObject({ recipient_likes: count(), unique_likes: count(), facebook_likes: count() }).nullish(),
  industry_stats: z
    .looseObject({
      type: word(),
      open_rate: count(),
      click_rate: count(),
      bounce_rate: count(),
      unopen_rate: count(),
      unsub_rate: count(),
      abuse_rate: count(),
    })
    .nullish(),
  list_stats: z
    .looseObject({
      sub_rate: count(),
      unsub_rate: count(),
      open_rate: count(),
      proxy_excluded_open_rate: count(),
      click_rate: count(),
    })
    .nullish(),
  ab_split: undeclared(),
  timewarp: undeclared(),
  timeseries: z
    .array(
      z.looseObject({
        timestamp: time(),
        emails_sent: count(),
        unique_opens: count(),
        proxy_excluded_unique_opens: count(),
        recipients_clicks: count(),
      }),
    )
    .nullish(),
  share_report: z.looseObject({ share_url: text(), share_password: text() }).nullish(),
  ecommerce: z
    .looseObject({ total_orders: count(), total_spent: count(), total_revenue: count(), currency_code: word() })
    .nullish(),
  delivery_status: DeliveryStatus,
  _links: Links,
});

const action = {
  action: word(),
  type: word(),
  timestamp: time(),
  url: text(),
  ip: pii('ip').nullish(),
};

/** One action of one recipient; `activity` in exports that keep the vendor's list together. */
export const EmailActivity = z.looseObject({
  ...recipient,
  ...action,
  activity: z.array(z.looseObject(action)).nullish(),
  _parent_id: reference().nullish(),
  _links: Links,
});
