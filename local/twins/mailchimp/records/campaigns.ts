// Campaigns and automations in Mailchimp’s format.
import type { NewsAutomation, NewsCampaign } from '../../../world/records/newsletter.ts';
import type { Sums } from './sums.ts';
import { iso, links, share } from './wire.ts';

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
