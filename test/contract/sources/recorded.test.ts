// Records of other accounts, other years and other API versions: ours must take them, and take the people out of them.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseExact, writeExact } from '../../../lambdas/extractors/engine/exact-json.ts';
import { compileTokeniser } from '../../../lambdas/extractors/engine/tokenise.ts';
import { Tokens } from '../../../lambdas/extractors/engine/tokens.ts';
import { sources } from '../../../lambdas/extractors/sources/index.ts';
import { graphqlOrder } from './rest-order.ts';

const read = (file: string) => readFileSync(new URL(`../../fixtures/vendors/${file}`, import.meta.url), 'utf8');
const lines = (file: string) => read(file).trim().split('\n');

/** Strings of these records that name a person or were typed by one; nothing of them may remain. */
const PERSONAL = /@|"First Name|"Last Name|Bob|Norman|Chestnut|Fancy|Happy Birthday|it broke|\+1?555|0\.0\.0\.0|"40202/;

const RECORDED: readonly (readonly [string, string, string, readonly string[]])[] = [
  ['klaviyo', 'events', 'airbyte_events_a.jsonl', lines('klaviyo/airbyte_events_a.jsonl')],
  ['klaviyo', 'events', 'airbyte_events_detailed_a.jsonl', lines('klaviyo/airbyte_events_detailed_a.jsonl')],
  ['klaviyo', 'profiles', 'airbyte_profiles_a.jsonl', lines('klaviyo/airbyte_profiles_a.jsonl')],
  ['klaviyo', 'campaigns', 'airbyte_campaigns_a.jsonl', lines('klaviyo/airbyte_campaigns_a.jsonl')],
  ['klaviyo', 'campaigns', 'airbyte_campaigns_detailed_a.jsonl', lines('klaviyo/airbyte_campaigns_detailed_a.jsonl')],
  ['klaviyo', 'flows', 'airbyte_flows_a.jsonl', lines('klaviyo/airbyte_flows_a.jsonl')],
  ['klaviyo', 'lists', 'airbyte_lists_a.jsonl', lines('klaviyo/airbyte_lists_a.jsonl')],
  ['klaviyo', 'lists', 'airbyte_lists_detailed_a.jsonl', lines('klaviyo/airbyte_lists_detailed_a.jsonl')],
  ['klaviyo', 'metrics', 'airbyte_metrics_a.jsonl', lines('klaviyo/airbyte_metrics_a.jsonl')],
  [
    'shopify',
    'orders',
    'docs_2026_07_orders.json',
    JSON.parse(read('shopify/docs_2026_07_orders.json')).map((order: unknown) => JSON.stringify(graphqlOrder(order))),
  ],
];

describe.each(RECORDED)('%s %s of %s', (source, name, _file, records) => {
  const { schema } = sources.find((one) => one.name === source)!.streams.find((one) => one.name === name)!;

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
      const drift: string[] = [];
      const after = writeExact(tokenise(parseExact(text), { personal: () => {}, drifted: (path) => drift.push(path) }));
      expect(PERSONAL.exec(after)?.[0]).toBeUndefined();
      expect(JSON.parse(after).id).toBe(JSON.parse(text).id);
    }
    if (name === 'profiles' || name === 'orders') expect(before).toBeGreaterThan(0);
  });
});
