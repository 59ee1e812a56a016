// What extraction makes of responses that go wrong in one place.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Tokens } from '../../../lambdas/extractors/engine/tokens.ts';
import { sources } from '../../../lambdas/extractors/sources/index.ts';
import { judgePayload } from '../../../local/sources/judge-payload.ts';
import { recordsOfPayload } from '../../../local/sources/read-payload.ts';

const folder = join(import.meta.dirname, '../../fixtures/payloads');
function judge(name: string, file: string) {
  const [source, stream] = name.split('.');
  const found = sources.find((one) => one.name === source)!.streams.find((one) => one.name === stream)!;
  const text = readFileSync(join(folder, `${file}.json`), 'utf8');
  return judgePayload(recordsOfPayload(text, found), found, new Tokens(Buffer.alloc(32, 1)));
}
const accepted = { records: 1, accepted: 1, quarantined: 0 };
const emptied = (issue: RegExp) => [{ record: 0, issues: [expect.stringMatching(issue)] }];

describe('an odd response', () => {
  it.each([
    ['klaviyo.events', 'klaviyo-event-value-with-currency-sign', /^attributes\.event_properties\.\$value: /],
    ['woocommerce.orders', 'woocommerce-order-date-minus-0001', /^date_completed_gmt: expected a time$/],
    ['woocommerce.product_variations', 'woocommerce-variation-status-true', /^status: /],
  ])('of %s loses the one field that is wrong, by name (%s)', (stream, file, issue) => {
    expect(judge(stream, file)).toMatchObject({ ...accepted, emptied: emptied(issue) });
  });

  it.each([
    ['magento.orders', 'magento-order-comment-notified-2'],
    ['magento.orders', 'magento-order-php-empty-lists'],
    ['klaviyo.profiles', 'klaviyo-nullable-times'],
    ['mailchimp.members', 'mailchimp-recording-of-two-endpoints'],
    ['google_ads.campaign_performance', 'google-ads-rows-without-id'],
  ])('of %s is a record like others (%s)', (stream, file) => {
    expect(judge(stream, file)).toMatchObject({ ...accepted, emptied: [] });
  });

  it('is the order and not its comment, the variation and not its image, the member and not the list', () => {
    const [order] = judge('magento.orders', 'magento-order-comment-notified-2').landed;
    expect(order).toMatchObject({ entity_id: 7000002, status_histories: [{ is_customer_notified: 2 }] });
    const [variation] = judge('woocommerce.product_variations', 'woocommerce-variation-status-true').landed;
    expect(variation).toMatchObject({ id: 732, status: null });
    const [row] = judge('google_ads.campaign_performance', 'google-ads-rows-without-id').landed;
    expect(row).toMatchObject({ campaign: { id: '2312' } });
  });

  it('that is refused is shown as refused, whatever fits inside it', () => {
    const found = judge('zendesk.tickets', 'zendesk-refused-ticket-hidden-by-its-custom-fields');
    expect(found).toMatchObject({ records: 1, quarantined: 1, reasons: [{ issues: ['created_at: expected a time'] }] });
  });

  it('that found nothing holds nothing', () => {
    expect(judge('shopify.orders', 'shopify-nothing-found')).toMatchObject({ records: 0, quarantined: 0 });
  });

  it('never lands half a character', () => {
    const [product] = judge('shopify.products', 'shopify-product-title-cut-through-an-emoji').landed;
    expect((product as { title: string }).title).toMatch(/\ufffd$/);
    expect((product as { title: string }).title.isWellFormed()).toBe(true);
  });

  it('holds telephones and national numbers as numbers, and they become tokens', () => {
    const [profile] = judge('klaviyo.profiles', 'klaviyo-profile-phone-as-number').landed;
    const { properties } = (profile as { attributes: { properties: Record<string, unknown> } }).attributes;
    expect(Object.values(properties).filter((value) => Number(value) > 99_999_999)).toEqual([]);
    const [user] = judge('zendesk.users', 'zendesk-user-field-as-number').landed;
    expect(user).toMatchObject({ user_fields: { cell: expect.stringMatching(/^text_/), customer_no: 4711 } });
  });

  it('has ids for keys, which stay', () => {
    const [member] = judge('mailchimp.members', 'mailchimp-interests-that-look-like-telephones').landed;
    expect(member).toMatchObject({ interests: { '797533254b': true, '810348679c': false } });
  });
});
