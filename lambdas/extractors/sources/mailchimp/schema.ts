// What Mailchimp's Marketing API 3.0 sends, read loosely: only what identifies a record is required.
// https://mailchimp.com/developer/marketing/api/
import { z } from 'zod';
import { pii, undeclared } from '../../engine/fields.ts';
import { amount, flag, ident, moment, reference } from '../../engine/loose-fields.ts';

const time = () => moment().nullish();
const count = () => amount().nullish();
const yes = () => flag().nullish();
const word = () => z.string().nullish();
const text = () => pii('text').nullish();
/** Hypermedia: addresses that hold the subscriber's hash. */
const Links = undeclared();

/** An MD5 of the lower-cased address, and others made of it: whoever knows the address knows them. */
const emailHash = () => pii('text');

export const List = z.looseObject({
  id: ident(),
  web_id: reference().nullish(),
  name: word(),
  contact: z
    .looseObject({
      company: pii('company').nullish(),
      address1: pii('street').nullish(),
      address2: pii('street').nullish(),
      city: word(),
      state: word(),
      zip: pii('postcode').nullish(),
      country: word(),
      phone: pii('phone').nullish(),
    })
    .nullish(),
  permission_reminder: text(),
  use_archive_bar: yes(),
  campaign_defaults: z
    .looseObject({
      from_name: pii('name').nullish(),
      from_email: pii('email').nullish(),
      subject: text(),
      language: word(),
    })
    .nullish(),
  notify_on_subscribe: pii('email').nullish(),
  notify_on_unsubscribe: pii('email').nullish(),
  date_created: time(),
  list_rating: count(),
  email_type_option: yes(),
  subscribe_url_short: text(),
  subscribe_url_long: text(),
  beamer_address: pii('email').nullish(),
  visibility: word(),
  double_optin: yes(),
  has_welcome: yes(),
  marketing_permissions: yes(),
  modules: z.array(z.string()).nullish(),
  // Of lists that were made for one store.
  currency_code: word(),
  stats: z
    .looseObject({
      member_count: count(),
      total_contacts: count(),
      unsubscribe_count: count(),
      cleaned_count: count(),
      member_count_since_send: count(),
      unsubscribe_count_since_send: count(),
      cleaned_count_since_send: count(),
      campaign_count: count(),
      campaign_last_sent: time(),
      merge_field_count: count(),
      avg_sub_rate: count(),
      avg_unsub_rate: count(),
      target_sub_rate: count(),
      open_rate: count(),
      click_rate: count(),
      last_sub_date: time(),
      last_unsub_date: time(),
    })
    .nullish(),
  _links: Links,
});

/** What an audience asks of its people. An address comes as object, text or empty text: nothing in it is kept in clear. */
const MergeFields = z
  .looseObject({
    FNAME: pii('name').nullish(),
    LNAME: pii('name').nullish(),
    PHONE: pii('phone').nullish(),
    BIRTHDAY: pii('birthday').nullish(),
    ADDRESS: undeclared(),
  })
  .nullish();

export const Member = z.looseObject({
  id: emailHash(),
  email_address: pii('email').nullish(),
  unique_email_id: emailHash().nullish(),
  contact_id: emailHash().nullish(),
  full_name: pii('name').nullish(),
  web_id: reference().nullish(),
  email_type: word(),
  status: word(),
  unsubscribe_reason: text(),
  consents_to_one_to_one_messaging: yes(),
  sms_phone_number: pii('phone').nullish(),
  sms_subscription_status: word(),
  sms_subscription_last_updated: time(),
  merge_fields: MergeFields,
  interests: undeclared(),
  stats: z
    .looseObject({
      avg_open_rate: count(),
      avg_click_rate: count(),
      ecommerce_data: z
        .looseObject({ total_revenue: count(), number_of_orders: count(), currency_code: word() })
        .nullish(),
    })
    .nullish(),
  ip_signup: pii('ip').nullish(),
  timestamp_signup: time(),
  ip_opt: pii('ip').nullish(),
  timestamp_opt: time(),
  member_rating: count(),
  last_changed: time(),
  language: word(),
  vip: yes(),
  email_client: pii('agent').nullish(),
  location: z
    .looseObject({
      latitude: pii('text').nullish(),
      longitude: pii('text').nullish(),
      gmtoff: count(),
      dstoff: count(),
      country_code: word(),
      timezone: word(),
      region: word(),
    })
    .nullish(),
  marketing_permissions: z
    .array(z.looseObject({ marketing_permission_id: reference().nullish(), text: text(), enabled: yes() }))
    .nullish(),
  last_note: z
    .looseObject({
      note_id: reference().nullish(),
      created_at: time(),
      created_by: pii('name').nullish(),
      note: text(),
    })
    .nullish(),
  /** May name the colleague who added somebody. */
  source: text(),
  tags_count: count(),
  tags: z.array(z.looseObject({ id: reference().nullish(), name: text() })).nullish(),
  list_id: reference().nullish(),
  segment_id: reference().nullish(),
  _parent_id: reference().nullish(),
  _links: Links,
});

/** All a sweep for deletions needs to know. */
export const MemberKey = z.looseObject({
  web_id: ident(),
  list_id: ident(),
  status: word(),
  _parent_id: reference().nullish(),
});

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
  delivery_status: z
    .looseObject({ enabled: yes(), can_cancel: yes(), status: word(), emails_sent: count(), emails_canceled: count() })
    .nullish(),
  _links: Links,
});

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
  delivery_status: z
    .looseObject({ enabled: yes(), can_cancel: yes(), status: word(), emails_sent: count(), emails_canceled: count() })
    .nullish(),
  _links: Links,
});

const action = {
  action: word(),
  type: word(),
  timestamp: time(),
  url: text(),
  ip: pii('ip').nullish(),
};

/** One action of one recipient; `activity` where somebody kept the vendor's list of them together. */
export const EmailActivity = z.looseObject({
  campaign_id: ident(),
  list_id: reference().nullish(),
  list_is_active: yes(),
  email_id: emailHash(),
  email_address: pii('email').nullish(),
  ...action,
  activity: z.array(z.looseObject(action)).nullish(),
  _parent_id: reference().nullish(),
  _links: Links,
});

export const Unsubscribe = z.looseObject({
  campaign_id: ident(),
  list_id: reference().nullish(),
  list_is_active: yes(),
  email_id: emailHash(),
  email_address: pii('email').nullish(),
  merge_fields: MergeFields,
  vip: yes(),
  timestamp: time(),
  reason: text(),
  _parent_id: reference().nullish(),
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
