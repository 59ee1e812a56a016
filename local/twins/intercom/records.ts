// The world's records in Intercom's format (API 2.14; merge histories and deletions as in 2.16). Times are seconds.
import type { Chat, ChatCompany, ChatContact, Conversation, ConversationPart } from '../../world/records/chat.ts';

const seconds = (ms: number) => Math.floor(ms / 1000);
const secondsOrNull = (ms: number | undefined) => (ms === undefined ? null : seconds(ms));
const APP = 'twin1234';

/** The world uses numbers; the vendor's ids of people and companies have 24 hexadecimal digits. */
export const hexOf = (id: string) => `66ea41b1${Number(id).toString(16).padStart(16, '0')}`;

const references = (kind: string, owner: string, ids: readonly string[], type: string) => ({
  type: 'list',
  data: ids.map((id) => ({ type, id, url: `/${kind}/${id}` })),
  url: `/contacts/${owner}/${kind}`,
  total_count: ids.length,
  has_more: false,
});

export const contactOf = (contact: ChatContact, withHistory: boolean) => {
  const id = hexOf(contact.id);
  return {
    type: 'contact',
    id,
    workspace_id: APP,
    external_id: null,
    role: 'user',
    email: contact.email,
    email_domain: contact.email.split('@')[1]!,
    phone: contact.phone ?? null,
    name: contact.name,
    owner_id: null,
    has_hard_bounced: false,
    marked_email_as_spam: false,
    unsubscribed_from_emails: contact.unsubscribed,
    created_at: seconds(contact.createdAt),
    updated_at: seconds(contact.updatedAt),
    signed_up_at: seconds(contact.createdAt),
    last_seen_at: secondsOrNull(contact.repliedAt),
    last_replied_at: secondsOrNull(contact.repliedAt),
    last_contacted_at: secondsOrNull(contact.repliedAt),
    last_email_opened_at: null,
    last_email_clicked_at: null,
    language_override: null,
    browser: contact.agent ?? 'chrome',
    browser_version: '130.0.0.0',
    browser_language: 'en',
    os: 'OS X 10.15.7',
    location: { type: 'location', country: contact.country, region: contact.region, city: contact.city },
    android_app_name: null,
    android_app_version: null,
    android_device: null,
    android_os_version: null,
    android_sdk_version: null,
    android_last_seen_at: null,
    ios_app_name: null,
    ios_app_version: null,
    ios_device: null,
    ios_os_version: null,
    ios_sdk_version: null,
    ios_last_seen_at: null,
    custom_attributes: {
      ...(contact.freeText === undefined ? {} : { about: contact.freeText }),
      ...(contact.birthday === undefined ? {} : { birthday: contact.birthday }),
    },
    tags: references('tags', id, [], 'tag'),
    notes: references('notes', id, [], 'note'),
    companies: references(
      'companies',
      id,
      contact.companyId === undefined ? [] : [hexOf(contact.companyId)],
      'company',
    ),
    social_profiles: { data: [] },
    ...(withHistory
      ? {
          merge_history: contact.merged
            ? [
                {
                  type: 'merge_history',
                  source_contact_id: hexOf(contact.merged.id),
                  merged_at: seconds(contact.merged.at),
                },
              ]
            : [],
        }
      : {}),
  };
};

export const companyOf = (company: ChatCompany) => ({
  type: 'company',
  id: hexOf(company.id),
  company_id: `crm-${company.id}`,
  app_id: APP,
  name: company.name,
  remote_created_at: seconds(company.createdAt),
  created_at: seconds(company.createdAt),
  updated_at: seconds(company.updatedAt),
  monthly_spend: 0,
  session_count: 0,
  user_count: 1,
  size: 12,
  website: `https://${company.domain}`,
  industry: 'Retail',
  plan: {},
  custom_attributes: { source: company.name },
  tags: { type: 'tag.list', tags: [] },
  segments: { type: 'segment.list', segments: [] },
});

const admin = (id: string) => ({
  type: 'admin',
  id,
  name: 'Noor Chat',
  email: 'noor.chat@example.org',
  from_ai_agent: false,
  is_ai_answer: false,
});
const user = (conversation: Conversation) => ({
  type: 'user',
  id: hexOf(conversation.contactId),
  name: conversation.author.name,
  email: conversation.author.email,
  from_ai_agent: false,
  is_ai_answer: false,
});

const partOf = (conversation: Conversation, part: ConversationPart) => ({
  type: 'conversation_part',
  id: part.id,
  part_type: part.kind,
  body: part.body ?? null,
  created_at: seconds(part.at),
  updated_at: seconds(part.at),
  notified_at: seconds(part.at),
  assigned_to: part.kind === 'assignment' ? { type: 'admin', id: conversation.adminId } : null,
  author: part.by === 'admin' ? admin(conversation.adminId) : user(conversation),
  attachments: [],
  external_id: null,
  redacted: false,
});

/** As found by a search; parts come only with the conversation itself. */
export const listItemOf = (conversation: Conversation, chat: Chat) => {
  const { createdAt, repliedAt, closedAt } = conversation;
  const tag = chat.tags.find(({ id }) => id === conversation.tagId)!;
  const since = (ms: number | undefined) => (ms === undefined ? null : seconds(ms) - seconds(createdAt));
  return {
    type: 'conversation',
    id: conversation.id,
    title: null,
    created_at: seconds(createdAt),
    updated_at: seconds(conversation.updatedAt),
    waiting_since: conversation.state === 'open' && repliedAt === undefined ? seconds(createdAt) : null,
    snoozed_until: null,
    open: conversation.state === 'open',
    state: conversation.state,
    read: true,
    priority: conversation.isUrgent ? 'priority' : 'not_priority',
    admin_assignee_id: Number(conversation.adminId),
    team_assignee_id: Number(conversation.teamId),
    tags: {
      type: 'tag.list',
      tags: [
        {
          type: 'tag',
          id: tag.id,
          name: tag.name,
          applied_at: seconds(createdAt),
          applied_by: { type: 'admin', id: conversation.adminId },
        },
      ],
    },
    conversation_rating: conversation.rating
      ? {
          rating: conversation.rating.score,
          remark: conversation.rating.remark ?? '',
          created_at: seconds(conversation.rating.at),
          contact: { type: 'contact', id: hexOf(conversation.contactId), external_id: null },
          teammate: { type: 'admin', id: conversation.adminId },
        }
      : null,
    source: {
      type: conversation.channel,
      id: `4039${conversation.id}`,
      delivered_as: 'customer_initiated',
      subject: conversation.subject,
      body: conversation.body,
      author: user(conversation),
      attachments: [],
      url: conversation.channel === 'email' ? null : `https://shop.example.org/help?who=${conversation.author.email}`,
      redacted: false,
    },
    contacts: {
      type: 'contact.list',
      contacts: [{ type: 'contact', id: hexOf(conversation.contactId), external_id: null }],
    },
    teammates: { type: 'admin.list', teammates: [{ type: 'admin', id: conversation.adminId }] },
    custom_attributes: { topic: conversation.topic },
    first_contact_reply: { created_at: seconds(createdAt), type: conversation.channel, url: null },
    sla_applied: null,
    statistics: {
      type: 'conversation_statistics',
      time_to_assignment: 86,
      time_to_admin_reply: since(repliedAt),
      time_to_first_close: since(closedAt),
      time_to_last_close: since(closedAt),
      median_time_to_reply: since(repliedAt),
      first_contact_reply_at: seconds(createdAt),
      first_assignment_at: seconds(createdAt) + 86,
      first_admin_reply_at: secondsOrNull(repliedAt),
      first_close_at: secondsOrNull(closedAt),
      last_assignment_at: seconds(createdAt) + 86,
      last_contact_reply_at: seconds(createdAt),
      last_admin_reply_at: secondsOrNull(repliedAt),
      last_close_at: secondsOrNull(closedAt),
      last_closed_by_id: closedAt === undefined ? null : conversation.adminId,
      count_reopens: conversation.reopens,
      count_assignments: 1,
      count_conversation_parts: conversation.parts.length,
    },
    linked_objects: { type: 'list', total_count: 0, has_more: false, data: [] },
    ai_agent_participated: false,
    ai_agent: null,
  };
};

export const conversationOf = (conversation: Conversation, chat: Chat) => ({
  ...listItemOf(conversation, chat),
  conversation_parts: {
    type: 'conversation_part.list',
    conversation_parts: conversation.parts.map((part) => partOf(conversation, part)),
    total_count: conversation.parts.length,
  },
});

export const deletedOf = ({ id, at }: { readonly id: string; readonly at: number }) => ({
  type: 'conversation',
  id,
  deleted_at: seconds(at),
  metrics_retained: true,
});

export const tagOf = ({ id, name }: Chat['tags'][number]) => ({ type: 'tag', id, name });
export const teamOf = ({ id, name, admins }: Chat['teams'][number]) => ({
  type: 'team',
  id,
  name,
  admin_ids: admins.map(Number),
});
