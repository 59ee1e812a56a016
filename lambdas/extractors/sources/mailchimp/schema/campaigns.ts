// Campaigns, sent once or automatically.
import { z } from 'zod';
import { pii, undeclared } from '../../../engine/fields.ts';
import { ident, reference } from '../../../engine/loose-fields.ts';
import { text, time, word, yes } from '../../../engine/optional-fields.ts';
import { count, Links } from './fields.ts';

const ReportSummary = z
  .looseObject({
    opens: count(),
    proxy_excluded_opens: count(),
    unique_opens: count(),
    proxy_excluded_unique_opens: count(),
    open_rate: count(),
    proxy_excluded_open_rate: count(),
    clicks: count(),
    subscriber_clicks: count(),
    click_rate: count(),
    ecommerce: z.looseObject({ total_orders: count(), total_spent: count(), total_revenue: count() }).nullish(),
  })
  .nullish();

const Recipients = z
  .looseObject({
    list_id: reference().nullish(),
    list_is_active: yes(),
    list_name: word(),
    segment_text: text(),
    recipient_count: count(),
    segment_opts: undeclared(),
    store_id: word(),
  })
  .nullish();

const Settings = z
  .looseObject({
    title: word(),
    subject_line: text(),
    preview_text: text(),
    from_name: pii('name').nullish(),
    reply_to: pii('email').nullish(),
    to_name: text(),
    use_conversation: yes(),
    folder_id: word(),
    authenticate: yes(),
    auto_footer: yes(),
    inline_css: yes(),
    auto_tweet: yes(),
    fb_comments: yes(),
    timewarp: yes(),
    template_id: count(),
    drag_and_drop: yes(),
  })
  .nullish();

const Tracking = z
  .looseObject({
    opens: yes(),
    html_clicks: yes(),
    text_clicks: yes(),
    goal_tracking: yes(),
    ecomm360: yes(),
    google_analytics: text(),
    clicktale: text(),
    salesforce: z.looseObject({ campaign: yes(), notes: yes() }).nullish(),
    capsule: z.looseObject({ notes: yes() }).nullish(),
  })
  .nullish();

export const DeliveryStatus = z
  .looseObject({ enabled: yes(), can_cancel: yes(), status: word(), emails_sent: count(), emails_canceled: count() })
  .nullish();

export const Campaign = z.looseObject({
  id: ident(),
  web_id: reference().nullish(),
  parent_campaign_id: word(),
  type: word(),
  create_time: time(),
  archive_url: text(),
  long_archive_url: text(),
  status: word(),
  emails_sent: count(),
  send_time: time(),
  content_type: word(),
  needs_block_refresh: yes(),
  resendable: yes(),
  recipients: Recipients,
  settings: Settings,
  variate_settings: undeclared(),
  tracking: Tracking,
  rss_opts: undeclared(),
  ab_split_opts: undeclared(),
  social_card: z.looseObject({ image_url: text(), description: text(), title: text() }).nullish(),
  report_summary: ReportSummary,
  delivery_status: DeliveryStatus,
  _links: Links,
});

export const Automation = z.looseObject({
  id: ident(),
  create_time: time(),
  start_time: time(),
  status: word(),
  emails_sent: count(),
  recipients: Recipients,
  settings: Settings,
  tracking: Tracking,
  trigger_settings: z
    .looseObject({
      workflow_type: word(),
      workflow_title: word(),
      runtime: z
        .looseObject({ days: z.array(z.string()).nullish(), hours: z.looseObject({ type: word() }).nullish() })
        .nullish(),
      workflow_emails_count: count(),
    })
    .nullish(),
  report_summary: ReportSummary,
  _links: Links,
});
