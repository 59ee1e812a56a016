// Signature schemes by vendor. Vendors missing here send no webhooks that a shop can use (Magento's core, GA4, Google
// Ads, Meta's ads).
import { createHash } from 'node:crypto';
import { type Delivery, hmac, type Json, jsonOf, type Scheme, same, textOf } from './scheme.ts';

const MINUTES = 60_000;
const inside = (json: Json, name: string): Json => (json[name] as Json | undefined) ?? {};
/** An id for vendors that send none: the same bytes are the same event. */
const hashOf = ({ body }: Delivery) => createHash('sha256').update(body).digest('hex').slice(0, 32);
const required = (value: string | undefined, what: string): string => {
  if (value) return value;
  throw new Error(`the delivery has no ${what}`);
};

export const schemes: Readonly<Record<string, Scheme>> = {
  shopify: {
    docs: 'https://shopify.dev/docs/apps/build/webhooks/verify-deliveries',
    verify: ({ header, body }, secret) =>
      same(header('x-shopify-hmac-sha256'), hmac('sha256', secret, [body], 'base64')),
    read: (delivery) => {
      const { header } = delivery;
      const json = jsonOf(delivery);
      const at = Date.parse(header('x-shopify-triggered-at') ?? '');
      const recordId = textOf(json.admin_graphql_api_id) ?? textOf(json.id);
      return {
        eventId: required(header('x-shopify-event-id') ?? header('x-shopify-webhook-id'), 'X-Shopify-Event-Id'),
        topic: required(header('x-shopify-topic'), 'X-Shopify-Topic'),
        ...(Number.isNaN(at) ? {} : { at }),
        ...(recordId ? { recordId } : {}),
      };
    },
  },
  woocommerce: {
    docs: 'https://woocommerce.github.io/woocommerce-rest-api-docs/#webhooks',
    verify: ({ header, body }, secret) =>
      same(header('x-wc-webhook-signature'), hmac('sha256', secret, [body], 'base64')),
    read: (delivery) => {
      const { header, body } = delivery;
      // A new webhook is tested with a form that holds only its own id.
      if (/^webhook_id=\d+$/.test(body.toString())) return { eventId: hashOf(delivery), topic: 'ping', isPing: true };
      const recordId = textOf(jsonOf(delivery).id);
      return {
        eventId: required(header('x-wc-webhook-delivery-id'), 'X-WC-Webhook-Delivery-ID'),
        topic: required(header('x-wc-webhook-topic'), 'X-WC-Webhook-Topic'),
        ...(recordId ? { recordId } : {}),
      };
    },
  },
  klaviyo: {
    docs: 'https://developers.klaviyo.com/en/docs/system-webhooks',
    staleAfterMs: 5 * MINUTES,
    verify: ({ header, body }, secret) =>
      same(header('klaviyo-signature'), hmac('sha256', secret, [body, header('klaviyo-timestamp') ?? ''], 'hex')),
    read: (delivery) => {
      const json = jsonOf(delivery);
      const meta = inside(json, 'meta');
      return {
        eventId: textOf(meta.event_id) ?? textOf(json.id) ?? hashOf(delivery),
        topic: textOf(meta.topic) ?? textOf(json.topic) ?? 'event',
        ...instant(delivery.header('klaviyo-timestamp')),
      };
    },
  },
  mailchimp: {
    docs: 'https://mailchimp.com/developer/marketing/guides/sync-audience-data-webhooks/',
    greets: true,
    // Older accounts sign nothing: the secret is part of the address they were given.
    verify: ({ header, query, body }, secret) => {
      const signature = header('x-mailchimp-signature');
      if (signature !== undefined) return same(signature, hmac('sha256', secret, [body], 'base64'));
      return same(query.get('secret') ?? undefined, secret);
    },
    read: (delivery) => {
      const form = new URLSearchParams(delivery.body.toString());
      const at = Date.parse(`${(form.get('fired_at') ?? '').replace(' ', 'T')}Z`);
      return {
        eventId: hashOf(delivery),
        topic: required(form.get('type') ?? undefined, 'type'),
        ...(Number.isNaN(at) ? {} : { at }),
        ...(form.get('data[web_id]') ? { recordId: form.get('data[web_id]')! } : {}),
      };
    },
  },
  zendesk: {
    docs: 'https://developer.zendesk.com/documentation/webhooks/verifying/',
    staleAfterMs: 5 * MINUTES,
    verify: ({ header, body }, secret) =>
      same(
        header('x-zendesk-webhook-signature'),
        hmac('sha256', secret, [header('x-zendesk-webhook-signature-timestamp') ?? '', body], 'base64'),
      ),
    read: (delivery) => {
      const json = jsonOf(delivery);
      const recordId = textOf(inside(json, 'detail').id) ?? textOf(json.ticket_id);
      return {
        eventId: textOf(json.id) ?? delivery.header('x-zendesk-webhook-invocation-id') ?? hashOf(delivery),
        topic: textOf(json.type) ?? 'ticket',
        ...instant(delivery.header('x-zendesk-webhook-signature-timestamp')),
        ...(recordId ? { recordId } : {}),
      };
    },
  },
  intercom: {
    docs: 'https://developers.intercom.com/docs/webhooks/setting-up-webhooks',
    verify: ({ header, body }, secret) =>
      same(header('x-hub-signature'), `sha1=${hmac('sha1', secret, [body], 'hex')}`),
    read: (delivery) => {
      const json = jsonOf(delivery);
      const topic = textOf(json.topic) ?? 'notification';
      const recordId = textOf(inside(inside(json, 'data'), 'item').id);
      return {
        eventId: textOf(json.id) ?? hashOf(delivery),
        topic,
        ...(typeof json.created_at === 'number' ? { at: json.created_at * 1000 } : {}),
        ...(recordId ? { recordId } : {}),
        ...(topic === 'ping' ? { isPing: true } : {}),
      };
    },
  },
};

/** ISO-8601, or seconds since 1970. */
function instant(text: string | undefined): { at?: number } {
  if (text === undefined) return {};
  const at = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text);
  return Number.isNaN(at) ? {} : { at };
}
