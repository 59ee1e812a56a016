// The world's records in Zendesk's format (Support API v2).

import type {
  DeskUser,
  Organization,
  SatisfactionRating,
  Ticket,
  TicketComment,
  TicketField,
} from '../../world/records/helpdesk.ts';
import { NOTE_FIELD, ORDER_FIELD, PHOTO_FIELD, TOPIC_FIELD } from '../../world/support/desk-fields.ts';

const API = 'https://twin.zendesk.com/api/v2';
const iso = (ms: number) => `${new Date(ms).toISOString().slice(0, 19)}Z`;
const isoOrNull = (ms: number | undefined) => (ms === undefined ? null : iso(ms));
export const secondsOf = (ms: number) => Math.floor(ms / 1000);
const idOrNull = (id: string | undefined) => (id === undefined ? null : Number(id));
const minutesBetween = (from: number, to: number | undefined) =>
  to === undefined ? null : Math.max(0, Math.round((to - from) / 60_000));

const SUPPORT = 'support@example.org';

const viaOf = ({ channel, from }: Ticket) => ({
  channel,
  source: {
    from: channel === 'email' ? { address: from.email, name: from.name } : {},
    to: channel === 'email' ? { name: 'Invented Goods', address: SUPPORT } : {},
    rel: null,
  },
});

const customFields = (ticket: Ticket) => [
  { id: Number(TOPIC_FIELD), value: ticket.topic },
  { id: Number(ORDER_FIELD), value: ticket.orderId ?? null },
  { id: Number(NOTE_FIELD), value: ticket.freeText ?? null },
  { id: Number(PHOTO_FIELD), value: ticket.topic === 'topic_damaged' },
];

export const ticketOf = (ticket: Ticket, withMetrics: boolean) => ({
  url: `${API}/tickets/${ticket.id}.json`,
  id: Number(ticket.id),
  external_id: null,
  via: viaOf(ticket),
  created_at: iso(ticket.createdAt),
  updated_at: iso(ticket.updatedAt),
  generated_timestamp: secondsOf(ticket.touchedAt),
  type: 'question',
  subject: ticket.subject,
  raw_subject: ticket.subject,
  description: ticket.description,
  priority: ticket.priority,
  status: ticket.status,
  recipient: ticket.channel === 'email' ? SUPPORT : null,
  requester_id: Number(ticket.requesterId),
  submitter_id: Number(ticket.requesterId),
  assignee_id: idOrNull(ticket.assigneeId),
  organization_id: idOrNull(ticket.organizationId),
  group_id: Number(ticket.groupId),
  collaborator_ids: [],
  follower_ids: [],
  email_cc_ids: [],
  forum_topic_id: null,
  problem_id: null,
  has_incidents: false,
  is_public: true,
  due_at: null,
  tags: ticket.tags,
  custom_fields: customFields(ticket),
  satisfaction_rating: ticket.rating
    ? { score: ticket.rating.score, ...(ticket.rating.comment === undefined ? {} : { comment: ticket.rating.comment }) }
    : { score: 'unoffered' },
  sharing_agreement_ids: [],
  custom_status_id: null,
  fields: customFields(ticket),
  followup_ids: [],
  ticket_form_id: 360_000_389_592,
  brand_id: 360_002_256_672,
  allow_channelback: false,
  allow_attachments: true,
  from_messaging_channel: false,
  ...(withMetrics ? { metric_set: metricsOf(ticket) } : {}),
});

/** A ticket's metrics have an id of their own. */
export const metricId = (ticketId: string) => 370_000_000_000 + Number(ticketId);

function metricsOf(ticket: Ticket) {
  const { createdAt, repliedAt, solvedAt } = ticket;
  const both = (value: number | null) => ({ calendar: value, business: value === null ? null : Math.round(value / 3) });
  return {
    url: `${API}/ticket_metrics/${metricId(ticket.id)}.json`,
    id: metricId(ticket.id),
    ticket_id: Number(ticket.id),
    created_at: iso(createdAt),
    updated_at: iso(ticket.updatedAt),
    group_stations: 1,
    assignee_stations: repliedAt === undefined ? 0 : 1,
    reopens: ticket.reopens,
    replies: ticket.replies,
    assignee_updated_at: isoOrNull(repliedAt),
    requester_updated_at: iso(createdAt),
    status_updated_at: iso(ticket.touchedAt),
    initially_assigned_at: isoOrNull(repliedAt),
    assigned_at: isoOrNull(repliedAt),
    solved_at: isoOrNull(solvedAt),
    latest_comment_added_at: iso(ticket.updatedAt),
    reply_time_in_minutes: both(minutesBetween(createdAt, repliedAt)),
    first_resolution_time_in_minutes: both(minutesBetween(createdAt, solvedAt)),
    full_resolution_time_in_minutes: both(minutesBetween(createdAt, solvedAt)),
    agent_wait_time_in_minutes: both(0),
    requester_wait_time_in_minutes: both(minutesBetween(createdAt, solvedAt)),
    on_hold_time_in_minutes: both(0),
  };
}

export const userOf = (user: DeskUser) => ({
  id: Number(user.id),
  url: `${API}/users/${user.id}.json`,
  name: user.name,
  email: user.email ?? null,
  created_at: iso(user.createdAt),
  updated_at: iso(user.updatedAt),
  time_zone: 'Eastern Time (US & Canada)',
  iana_time_zone: 'America/New_York',
  phone: user.phone ?? null,
  shared_phone_number: user.phone === undefined ? null : false,
  photo: null,
  locale_id: 1,
  locale: user.locale,
  organization_id: idOrNull(user.organizationId),
  role: user.role,
  verified: user.active,
  external_id: null,
  tags: [],
  alias: '',
  active: user.active,
  shared: false,
  shared_agent: false,
  last_login_at: null,
  two_factor_auth_enabled: null,
  signature: null,
  details: '',
  notes: user.notes ?? '',
  role_type: user.role === 'end-user' ? null : 4,
  custom_role_id: null,
  moderator: user.role !== 'end-user',
  ticket_restriction: user.role === 'end-user' ? 'requested' : null,
  only_private_comments: false,
  restricted_agent: user.role === 'end-user',
  suspended: user.suspended,
  default_group_id: null,
  report_csv: false,
  user_fields: { about: user.notes ?? null },
});

export const organizationOf = (organization: Organization) => ({
  url: `${API}/organizations/${organization.id}.json`,
  id: Number(organization.id),
  name: organization.name,
  shared_tickets: false,
  shared_comments: false,
  external_id: null,
  created_at: iso(organization.createdAt),
  updated_at: iso(organization.updatedAt),
  domain_names: [organization.domain],
  details: '',
  notes: '',
  group_id: null,
  tags: [],
  organization_fields: {},
  deleted_at: isoOrNull(organization.deletedAt),
});

export const ratingOf = (rating: SatisfactionRating) => ({
  url: `${API}/satisfaction_ratings/${rating.id}.json`,
  id: Number(rating.id),
  assignee_id: Number(rating.assigneeId),
  group_id: Number(rating.groupId),
  requester_id: Number(rating.requesterId),
  ticket_id: Number(rating.ticketId),
  score: rating.score,
  created_at: iso(rating.createdAt),
  updated_at: iso(rating.updatedAt),
  comment: rating.comment ?? null,
  reason: rating.score === 'bad' ? 'Some other reason' : null,
  reason_id: rating.score === 'bad' ? 36 : null,
  reason_code: rating.score === 'bad' ? 1000 : null,
});

/** An event of a ticket: a comment, and the status change with it. */
export const eventOf = (comment: TicketComment, withComments: boolean) => ({
  id: Number(comment.auditId),
  ticket_id: Number(comment.ticketId),
  timestamp: secondsOf(comment.at),
  created_at: iso(comment.at),
  updater_id: Number(comment.authorId),
  via: comment.channel === 'email' ? 'Mail' : 'Web form',
  system: { client: 'twin', location: null, latitude: null, longitude: null },
  event_type: 'Audit',
  child_events: [
    ...(withComments
      ? [
          {
            id: Number(comment.id),
            via: { channel: comment.channel, source: { from: {}, to: {}, rel: null } },
            via_reference_id: null,
            type: 'Comment',
            event_type: 'Comment',
            author_id: Number(comment.authorId),
            body: comment.body,
            html_body: `<p>${comment.body}</p>`,
            plain_body: comment.body,
            public: comment.isPublic,
            attachments: [],
            audit_id: Number(comment.auditId),
            created_at: iso(comment.at),
          },
        ]
      : []),
    { id: Number(comment.id) + 1, via: 'Rule', via_reference_id: null, event_type: 'Change', status: 'open' },
  ],
});

export const fieldOf = (field: TicketField, createdAt: number) => ({
  url: `${API}/ticket_fields/${field.id}.json`,
  id: Number(field.id),
  type: field.type,
  title: field.title,
  raw_title: field.title,
  description: '',
  raw_description: '',
  position: Number(field.id) % 1000,
  active: true,
  required: false,
  collapsed_for_agents: false,
  regexp_for_validation: null,
  title_in_portal: field.title,
  raw_title_in_portal: field.title,
  visible_in_portal: true,
  editable_in_portal: true,
  required_in_portal: false,
  tag: null,
  created_at: iso(createdAt),
  updated_at: iso(createdAt),
  removable: field.removable,
  agent_description: null,
  ...(field.type === 'status' ? { system_field_options: [{ name: 'Open', value: 'open' }] } : {}),
  ...(field.options
    ? {
        custom_field_options: field.options.map(({ id, name, value }) => ({
          id: Number(id),
          name,
          raw_name: name,
          value,
          default: false,
        })),
      }
    : {}),
});
