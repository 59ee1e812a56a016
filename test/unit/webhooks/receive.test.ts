import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { receiveWebhook } from '../../../lambdas/webhooks/receive.ts';
import type { Delivery } from '../../../lambdas/webhooks/scheme.ts';
import { schemes } from '../../../lambdas/webhooks/schemes.ts';
import { memoryStore } from '../../helpers/memory-store.ts';
import { virtualClock } from '../../helpers/virtual-clock.ts';

const NOW = Date.parse('2026-10-01T00:00:00Z');
const SECRET = 'a-secret-of-16-characters';
const sign = (algorithm: string, text: string, encoding: 'base64' | 'hex', secret = SECRET) =>
  createHmac(algorithm, secret).update(text).digest(encoding);

interface Told {
  readonly body: string;
  readonly headers: Record<string, string>;
  readonly event: { readonly event_id: string; readonly topic: string; readonly record_id: string | null };
}

/** A delivery of each vendor, signed by hand as its documentation says. Bodies hold what JSON and UTF-8 make difficult. */
const TOLD: Readonly<Record<string, (secret?: string, at?: number) => Told>> = {
  shopify: (secret) => {
    const body = '{ "id":820982911946154508,"admin_graphql_api_id":"gid://shopify/Order/8209","note":"Grüße \\u00e9" }';
    const headers = {
      'x-shopify-hmac-sha256': sign('sha256', body, 'base64', secret),
      'x-shopify-event-id': 'ev-1',
      'x-shopify-topic': 'orders/updated',
      'x-shopify-triggered-at': '2026-09-30T23:59:58.5Z',
    };
    return {
      body,
      headers,
      event: { event_id: 'ev-1', topic: 'orders/updated', record_id: 'gid://shopify/Order/8209' },
    };
  },
  woocommerce: (secret) => {
    const body = '{"id":727,"billing":{"email":"ada@example.com"}}';
    const headers = {
      'x-wc-webhook-signature': sign('sha256', body, 'base64', secret),
      'x-wc-webhook-delivery-id': 'd-9',
      'x-wc-webhook-topic': 'order.updated',
    };
    return { body, headers, event: { event_id: 'd-9', topic: 'order.updated', record_id: '727' } };
  },
  klaviyo: (secret, at = NOW) => {
    const body = '{"meta":{"event_id":"k1","topic":"event:klaviyo.unsubscribed_from_email"},"data":[]}';
    const time = new Date(at).toISOString();
    const headers = { 'klaviyo-signature': sign('sha256', body + time, 'hex', secret), 'klaviyo-timestamp': time };
    return {
      body,
      headers,
      event: { event_id: 'k1', topic: 'event:klaviyo.unsubscribed_from_email', record_id: null },
    };
  },
  mailchimp: (secret) => {
    const body =
      'type=unsubscribe&fired_at=2026-09-30+23%3A59%3A01&data%5Bemail%5D=ada%40example.com&data%5Bweb_id%5D=42';
    const headers = { 'x-mailchimp-signature': sign('sha256', body, 'base64', secret) };
    return { body, headers, event: { event_id: expect.any(String), topic: 'unsubscribe', record_id: '42' } };
  },
  zendesk: (secret, at = NOW) => {
    const body = '{"id":"z1","type":"zen:event-type:ticket.status_changed","detail":{"id":"35436"}}';
    const time = new Date(at).toISOString();
    const headers = {
      'x-zendesk-webhook-signature': sign('sha256', time + body, 'base64', secret),
      'x-zendesk-webhook-signature-timestamp': time,
    };
    return {
      body,
      headers,
      event: { event_id: 'z1', topic: 'zen:event-type:ticket.status_changed', record_id: '35436' },
    };
  },
  intercom: (secret) => {
    const body =
      '{"type":"notification_event","id":"notif_1","topic":"conversation.user.replied","created_at":1759276740,"data":{"item":{"id":"215"}}}';
    const headers = { 'x-hub-signature': `sha1=${sign('sha1', body, 'hex', secret)}` };
    return { body, headers, event: { event_id: 'notif_1', topic: 'conversation.user.replied', record_id: '215' } };
  },
};

const delivery = ({ body, headers }: Pick<Told, 'body' | 'headers'>, query = '', method = 'POST'): Delivery => ({
  method,
  header: (name) => headers[name],
  query: new URLSearchParams(query),
  body: Buffer.from(body),
});

async function receiver(secrets: readonly string[] = [SECRET]) {
  const store = memoryStore();
  const ports = { store, clock: virtualClock(NOW), secrets };
  return { store, receive: (source: string, one: Delivery) => receiveWebhook(source, 'main', one, ports) };
}

describe.each(Object.keys(schemes))('a webhook of %s', (source) => {
  const told = TOLD[source]!;

  it('is believed when it is signed over its bytes, and says what to fetch', async () => {
    const { receive, store } = await receiver();
    const { event, ...signed } = told();
    const { status, outcome, event: found } = await receive(source, delivery(signed));
    expect({ status, outcome }).toEqual({ status: 200, outcome: 'accepted' });
    expect(found).toMatchObject({ source, connection: 'main', received_at: '2026-10-01T00:00:00.000Z', ...event });
    let kept = '';
    for await (const { key } of store.list('')) kept += key + (await store.get(key))!.body.toString();
    expect(kept).not.toMatch(/ada|Grüße/);
  });

  it('is refused with one byte changed, another secret or no signature', async () => {
    const { receive } = await receiver();
    const signed = told();
    const at = signed.body.length >> 1;
    const changed = signed.body.slice(0, at) + (signed.body[at] === 'x' ? 'y' : 'x') + signed.body.slice(at + 1);
    for (const wrong of [{ ...signed, body: changed }, told('another-secret-altogether'), { ...signed, headers: {} }])
      expect(await receive(source, delivery(wrong))).toEqual({ status: 401, outcome: 'unsigned' });
  });

  it('counts once, however often it is delivered', async () => {
    const { receive } = await receiver();
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => receive(source, delivery(told()))));
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['accepted', ...Array(4).fill('duplicate')]);
    expect(outcomes.every(({ status }) => status === 200)).toBe(true);
  });

  it('may still be signed with the secret before', async () => {
    const { receive } = await receiver(['the-new-secret-of-today', SECRET]);
    expect((await receive(source, delivery(told()))).outcome).toBe('accepted');
  });

  it('is refused as a replay where the vendor dates its signature', async () => {
    if (schemes[source]!.staleAfterMs === undefined) return;
    const { receive } = await receiver();
    for (const at of [NOW - 6 * 60_000, NOW + 2 * 60_000])
      expect(await receive(source, delivery(told(SECRET, at)))).toEqual({ status: 401, outcome: 'stale' });
  });

  it('is not understood as rubbish, however well signed', async () => {
    const { receive } = await receiver();
    const body = 'not what anybody sends';
    const time = new Date(NOW).toISOString();
    const headers = {
      'x-shopify-hmac-sha256': sign('sha256', body, 'base64'),
      'x-wc-webhook-signature': sign('sha256', body, 'base64'),
      'x-mailchimp-signature': sign('sha256', body, 'base64'),
      'klaviyo-signature': sign('sha256', body + time, 'hex'),
      'klaviyo-timestamp': time,
      'x-zendesk-webhook-signature': sign('sha256', time + body, 'base64'),
      'x-zendesk-webhook-signature-timestamp': time,
      'x-hub-signature': `sha1=${sign('sha1', body, 'hex')}`,
    };
    expect(await receive(source, delivery({ body, headers }))).toEqual({ status: 400, outcome: 'unreadable' });
  });
});

describe('the receiver', () => {
  it('answers handshakes and keeps nothing of them', async () => {
    const { receive, store } = await receiver();
    expect(await receive('mailchimp', delivery({ body: '', headers: {} }, '', 'GET'))).toEqual({
      status: 200,
      outcome: 'greeted',
    });
    const ping = '{"type":"notification_event","topic":"ping","id":"n"}';
    const headers = { 'x-hub-signature': `sha1=${sign('sha1', ping, 'hex')}` };
    expect((await receive('intercom', delivery({ body: ping, headers }))).outcome).toBe('greeted');
    expect(await Array.fromAsync(store.list(''))).toEqual([]);
  });

  it('takes a Mailchimp account that signs nothing by the secret in its address', async () => {
    const { receive } = await receiver();
    const { body } = TOLD.mailchimp!();
    expect((await receive('mailchimp', delivery({ body, headers: {} }, `secret=${SECRET}`))).outcome).toBe('accepted');
    expect((await receive('mailchimp', delivery({ body, headers: {} }, 'secret=guess'))).status).toBe(401);
  });

  it('knows who sends none', async () => {
    const { receive } = await receiver();
    await expect(receive('ga4', delivery(TOLD.shopify!()))).rejects.toThrow(
      /ga4 sends no webhooks; sources that do are shopify/,
    );
    await expect((await receiver([])).receive('shopify', delivery(TOLD.shopify!()))).rejects.toThrow(
      /no webhook secret/,
    );
  });
});
