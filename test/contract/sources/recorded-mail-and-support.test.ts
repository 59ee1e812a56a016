// Records of other accounts of Mailchimp, Zendesk and Intercom, flat, in their envelopes and from older versions: ours must take
// them, and take the people out of them.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseExact, writeExact } from '../../../lambdas/extractors/engine/exact-json.ts';
import { compileTokeniser } from '../../../lambdas/extractors/engine/tokenise.ts';
import { Tokens } from '../../../lambdas/extractors/engine/tokens.ts';
import { Company as IntercomCompany } from '../../../lambdas/extractors/sources/intercom/schema/companies.ts';
import { Contact as IntercomContact } from '../../../lambdas/extractors/sources/intercom/schema/contacts.ts';
import { ConversationPart as IntercomConversationPart } from '../../../lambdas/extractors/sources/intercom/schema/conversation-parts.ts';
import { Conversation as IntercomConversation } from '../../../lambdas/extractors/sources/intercom/schema/conversations.ts';
import {
  Tag as IntercomTag,
  Team as IntercomTeam,
} from '../../../lambdas/extractors/sources/intercom/schema/workspace.ts';
import { List as MailchimpList } from '../../../lambdas/extractors/sources/mailchimp/schema/audiences.ts';
import {
  Automation as MailchimpAutomation,
  Campaign as MailchimpCampaign,
} from '../../../lambdas/extractors/sources/mailchimp/schema/campaigns.ts';
import { Member as MailchimpMember } from '../../../lambdas/extractors/sources/mailchimp/schema/members.ts';
import {
  EmailActivity as MailchimpEmailActivity,
  Report as MailchimpReport,
} from '../../../lambdas/extractors/sources/mailchimp/schema/reports.ts';
import { Comment as ZendeskComment } from '../../../lambdas/extractors/sources/zendesk/schema/comments.ts';
import { TicketField as ZendeskTicketField } from '../../../lambdas/extractors/sources/zendesk/schema/ticket-fields.ts';
import { Ticket as ZendeskTicket } from '../../../lambdas/extractors/sources/zendesk/schema/tickets.ts';
import {
  Organization as ZendeskOrganization,
  User as ZendeskUser,
} from '../../../lambdas/extractors/sources/zendesk/schema/users.ts';

const read = (file: string) => readFileSync(new URL(`../../fixtures/vendors/${file}`, import.meta.url), 'utf8');
/** One record a line. */
const lines = (file: string) => read(file).trim().split('\n');
/** The records of an envelope, or of several. */
const inside = (file: string, pick: (body: never) => readonly unknown[]) =>
  [JSON.parse(read(file)) as never].flatMap(pick).map((one) => JSON.stringify(one));
/** The answers of documented examples that succeeded. */
const examples = (file: string, method: string, path: string, pick: (body: never) => readonly unknown[]) =>
  (JSON.parse(read(file)) as { method: string; path: string; status: number; response: never }[])
    .filter((one) => one.method === method && one.path === path && one.status === 200)
    .flatMap(({ response }) => pick(response))
    .map((one) => JSON.stringify(one));

/** Strings of these records that name a person or were typed by one; nothing of them may remain. */
const PERSONAL =
  /@|"(?:Jesse|Michael|yurii|kyiv|04200|Airbyte Test|Joe Bloggs|Foo Bar|Sample customer|User\d+|Test Company \d|Important Company|My Contact|Violet Bear|Mr Go Lang|Ciaran\d* Lee)"|65a02406e7dc3b786|11273c9a5dc6ae6c|475570cf37|6639385c4bdffe11|192\.0\.2\.|Yo Example|Mail to create|ぬこすけ|にゃー|is showing up|is this showing|Test [34]<|Mozilla|gravatar|profile_image|company\d\.com|hoth\.com|Rebel Alliance|list-manage|eepurl|this is the message body/;

type Recorded = readonly [name: string, schema: Parameters<typeof compileTokeniser>[0], records: readonly string[]];
const RECORDED: readonly Recorded[] = [
  ['mailchimp lists', MailchimpList, lines('mailchimp/airbyte_lists.jsonl')],
  ['mailchimp members', MailchimpMember, lines('mailchimp/airbyte_list_members_a.jsonl')],
  ['mailchimp members of a segment', MailchimpMember, lines('mailchimp/airbyte_segment_members_a.jsonl')],
  ['mailchimp campaigns', MailchimpCampaign, lines('mailchimp/airbyte_campaigns_a.jsonl')],
  ['mailchimp reports', MailchimpReport, lines('mailchimp/airbyte_reports_a.jsonl')],
  ['mailchimp email_activity', MailchimpEmailActivity, lines('mailchimp/airbyte_email_activity_a.jsonl')],
  [
    'mailchimp automations',
    MailchimpAutomation,
    inside('mailchimp/airbyte_http_automations.json', ({ automations }: { automations: unknown[] }) => automations),
  ],
  [
    'zendesk tickets',
    ZendeskTicket,
    inside('zendesk/gozendesk_tickets.json', ({ tickets }: { tickets: unknown[] }) => tickets),
  ],
  [
    'zendesk ticket_fields',
    ZendeskTicketField,
    inside('zendesk/gozendesk_ticket_fields.json', ({ ticket_fields }: { ticket_fields: unknown[] }) => ticket_fields),
  ],
  [
    'zendesk comments',
    ZendeskComment,
    inside('zendesk/gozendesk_ticket_comments.json', ({ comments }: { comments: unknown[] }) => comments),
  ],
  ['zendesk user', ZendeskUser, inside('zendesk/gozendesk_user.json', ({ user }: { user: unknown }) => [user])],
  [
    'zendesk users found',
    ZendeskUser,
    inside('zendesk/gozendesk_search_user.json', ({ results }: { results: unknown[] }) => results),
  ],
  [
    'zendesk organizations',
    ZendeskOrganization,
    inside('zendesk/gozendesk_organizations.json', ({ organizations }: { organizations: unknown[] }) => organizations),
  ],
  [
    'zendesk organization',
    ZendeskOrganization,
    inside('zendesk/nodezendesk_organizations.json', (all: { organization: unknown }[]) =>
      all.map(({ organization }) => organization),
    ),
  ],
  ['intercom contacts', IntercomContact, lines('intercom/airbyte_contacts_a.jsonl')],
  [
    'intercom contacts of 2.11',
    IntercomContact,
    examples('intercom/openapi_2.11_contacts_examples.json', 'GET', '/contacts/{contact_id}', (body) => [body]),
  ],
  [
    'intercom contacts of 1.x',
    IntercomContact,
    inside('intercom/intercomgo_contacts.json', ({ contacts }: { contacts: unknown[] }) => contacts),
  ],
  ['intercom companies', IntercomCompany, lines('intercom/airbyte_companies_a.jsonl')],
  [
    'intercom companies of 1.x',
    IntercomCompany,
    inside('intercom/intercomgo_companies.json', ({ companies }: { companies: unknown[] }) => companies),
  ],
  ['intercom conversations', IntercomConversation, lines('intercom/airbyte_conversations_a.jsonl')],
  [
    'intercom conversations of 2.11',
    IntercomConversation,
    examples('intercom/openapi_2.11_conversations_examples.json', 'GET', '/conversations/{conversation_id}', (body) => [
      body,
    ]),
  ],
  [
    'intercom conversations found of 2.11',
    IntercomConversation,
    examples(
      'intercom/openapi_2.11_conversations_examples.json',
      'POST',
      '/conversations/search',
      ({ conversations }: { conversations: unknown[] }) => conversations,
    ),
  ],
  [
    'intercom conversation of 1.x',
    IntercomConversation,
    inside('intercom/intercomgo_conversation.json', (one) => [one]),
  ],
  ['intercom conversation parts', IntercomConversationPart, lines('intercom/airbyte_conversation_parts_a.jsonl')],
  ['intercom tags', IntercomTag, lines('intercom/airbyte_tags_a.jsonl')],
  [
    'intercom tags of 2.14',
    IntercomTag,
    examples('intercom/openapi_2.14_tags_examples.json', 'GET', '/tags', ({ data }: { data: unknown[] }) => data),
  ],
  ['intercom teams', IntercomTeam, lines('intercom/airbyte_teams_a.jsonl')],
];

describe.each(RECORDED)('%s', (name, schema, records) => {
  it('are accepted, every one', () => {
    const refused = records.flatMap((text) => {
      const checked = schema.safeParse(parseExact(text));
      return checked.success ? [] : checked.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    });
    expect(refused).toEqual([]);
    expect(records.length).toBeGreaterThan(0);
  });

  it('hold no person behind the tokeniser', () => {
    const tokenise = compileTokeniser(schema, new Tokens(Buffer.alloc(32, 1)));
    let before = 0;
    for (const text of records) {
      if (PERSONAL.test(text)) before++;
      const after = writeExact(tokenise(parseExact(text), { personal: () => {}, drifted: () => {} }));
      expect(PERSONAL.exec(after)?.[0]).toBeUndefined();
    }
    if (/members|contacts|tickets|users|conversations/.test(name)) expect(before).toBeGreaterThan(0);
  });
});
