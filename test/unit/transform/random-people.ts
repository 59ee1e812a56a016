import type { Given } from '../../golden/harness.ts';
import { chance, iso } from './chance.ts';

const START = Date.parse('2026-01-01T00:00:00Z');
const RECORDS = [
  ...[1, 2, 3, 4, 5, 6].map((id) => `shopify:main:${id}`),
  ...[
    'klaviyo:main:P1',
    'klaviyo:main:P2',
    'zendesk:main:31',
    'zendesk:main:32',
    'intercom:main:c1',
    'intercom:main:c2',
  ],
];

/**
 * Readings of the systems beside the shop of `randomReadings`, by people who change their addresses: contacts are merged, and
 * somebody links and unlinks records in a file that is dropped again and again. What is in a reading depends on the seed alone.
 */
export function randomPeople(seed: number, readings: number): Given[] {
  const draw = chance(seed);
  const whole = (below: number) => Math.floor(draw(below));
  const maybe = <T>(value: T): T | null => (whole(2) === 0 ? value : null);
  const record = () => RECORDS[whole(RECORDS.length)]!;

  const decision = (line: number) => ({
    action: whole(9) === 0 ? 'perhaps' : whole(2) === 0 ? 'link' : 'unlink',
    record_a: record(),
    record_b: whole(9) === 0 ? 'shopify:main:none' : record(),
    reason: `reason ${line}`,
    by: 'name_1_ME',
    at: iso(24 * (1 + whole(40))),
  });

  const dropped = (reading: number) => {
    const file = {
      table: 'identity_links',
      file: 'identity-links.csv',
      file_changed_at: `2026-03-0${1 + reading}T00:00:00Z`,
      mode: 'replace',
    };
    const lines = Array.from({ length: 6 + whole(4) }, (_, at) => at + 2);
    return [
      { ...file, line: 0, key: `file ${reading}`, values: {} },
      ...lines.map((line) => ({ ...file, line, key: `${reading}-${line}`, values: decision(line) })),
    ];
  };

  return Array.from(
    { length: readings },
    (_, reading): Given => ({
      'files.rows': dropped(reading),
      'mailchimp.members': [1, 2].map((id) => ({
        id: `text_1_${id}`,
        web_id: id,
        list_id: 'news',
        email_address: `email_1_${whole(6)}`,
        status: whole(2) === 0 ? 'subscribed' : 'unsubscribed',
        timestamp_signup: iso(id),
        last_changed: iso(id + 24 * reading + whole(3)),
        merge_fields: { FNAME: `name_1_${whole(2)}`, PHONE: maybe(`phone_1_${whole(3)}`) },
      })),
      'zendesk.users': [31, 32].map((id) => ({
        id,
        role: 'end-user',
        external_id: maybe(`${1 + whole(6)}`),
        email: maybe(`email_1_${whole(6)}`),
        phone: maybe(`phone_1_${whole(3)}`),
        name: `name_1_whole_${whole(2)}`,
        created_at: iso(id),
        updated_at: iso(id + 24 * reading + whole(3)),
      })),
      'intercom.contacts': [1, 2].map((id) => ({
        id: `c${id}`,
        role: 'user',
        email: maybe(`email_1_${whole(6)}`),
        created_at: START / 1000 + id,
        updated_at: START / 1000 + id + 86_400 * reading + whole(3),
        merge_history: [1, 2, 3]
          .filter(() => whole(3) === 0)
          .map((lead) => ({ source_contact_id: `lead${id}${lead}`, merged_at: START / 1000 + 86_400 * lead })),
      })),
    }),
  );
}
