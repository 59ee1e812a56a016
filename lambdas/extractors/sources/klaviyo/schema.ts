// What Klaviyo's JSON:API sends at revision 2026-07-15, read loosely: what is new or undeclared is kept (its strings as tokens)
// and counted as drift. https://developers.klaviyo.com/en/reference/api_overview
import { z } from 'zod';
import { instant, numeric, pii, piiNumber, undeclared } from '../../engine/fields.ts';

const time = () => instant().nullish();
const Ref = z.looseObject({ type: z.string(), id: z.string() });
const Links = z.looseObject({ self: z.string().nullish(), related: z.string().nullish() }).nullish();
const To = z.looseObject({ data: Ref.nullish(), links: Links });

const Consent = z.looseObject({
  consent: z.string(),
  timestamp: time(),
  consent_timestamp: time(),
  last_updated: time(),
  can_receive_email_marketing: z.boolean().nullish(),
  can_receive_sms_marketing: z.boolean().nullish(),
  method: z.string().nullish(),
  method_detail: pii('text').nullish(),
  custom_method_detail: pii('text').nullish(),
  double_optin: z.boolean().nullish(),
  suppression: z.array(z.looseObject({ reason: z.string(), timestamp: time() })).nullish(),
  suppressions: z.array(z.looseObject({ reason: z.string(), timestamp: time() })).nullish(),
  list_suppressions: z.array(z.looseObject({ list_id: z.string(), reason: z.string(), timestamp: time() })).nullish(),
});

export const Profile = z.looseObject({
  type: z.literal('profile'),
  id: z.string(),
  links: Links,
  attributes: z.looseObject({
    email: pii('email').nullish(),
    phone_number: pii('phone').nullish(),
    external_id: z.string().nullish(),
    anonymous_id: z.string().nullish(),
    first_name: pii('name').nullish(),
    last_name: pii('name').nullish(),
    organization: pii('company').nullish(),
    title: pii('text').nullish(),
    image: pii('text').nullish(),
    locale: z.string().nullish(),
    created: time(),
    updated: instant(),
    last_event_date: time(),
    location: z
      .looseObject({
        address1: pii('street').nullish(),
        address2: pii('street').nullish(),
        city: z.string().nullish(),
        region: z.string().nullish(),
        country: z.string().nullish(),
        zip: pii('postcode').nullish(),
        latitude: piiNumber('text').nullish(),
        longitude: piiNumber('text').nullish(),
        timezone: z.string().nullish(),
        ip: pii('ip').nullish(),
      })
      .nullish(),
    properties: undeclared(),
    subscriptions: z
      .looseObject({
        email: z.looseObject({ marketing: Consent.nullish() }).nullish(),
        sms: z.looseObject({ marketing: Consent.nullish() }).nullish(),
      })
      .nullish(),
  }),
});

export const Event = z.looseObject({
  type: z.literal('event'),
  id: z.string(),
  links: Links,
  attributes: z.looseObject({
    timestamp: z.number().int().nullish(),
    datetime: instant(),
    uuid: z.string().nullish(),
    event_properties: z
      .looseObject({
        $event_id: z.string().nullish(),
        $value: numeric().nullish(),
        $message: z.string().nullish(),
        $attributed_event_id: z.string().nullish(),
        'Campaign Name': z.string().nullish(),
        Subject: z.string().nullish(),
        OrderId: z.string().nullish(),
        $currency_code: z.string().nullish(),
        $flow: z.string().nullish(),
        'Item Count': numeric().nullish(),
        machine_open: z.boolean().nullish(),
      })
      .nullish(),
  }),
  relationships: z.looseObject({ profile: To.nullish(), metric: To.nullish() }),
});

export const Campaign = z.looseObject({
  type: z.literal('campaign'),
  id: z.string(),
  links: Links,
  attributes: z.looseObject({
    name: z.string(),
    status: z.string(),
    archived: z.boolean(),
    channel: z.string().nullish(),
    created_at: instant(),
    scheduled_at: time(),
    updated_at: instant(),
    send_time: time(),
    audiences: z
      .looseObject({ included: z.array(z.string()).nullish(), excluded: z.array(z.string()).nullish() })
      .nullish(),
    send_options: z.looseObject({ use_smart_sending: z.boolean().nullish() }).nullish(),
    tracking_options: z
      .looseObject({ is_tracking_opens: z.boolean().nullish(), is_tracking_clicks: z.boolean().nullish() })
      .nullish(),
    send_strategy: z.looseObject({ method: z.string().nullish(), datetime: time() }).nullish(),
  }),
});

export const Metric = z.looseObject({
  type: z.literal('metric'),
  id: z.string(),
  links: Links,
  attributes: z.looseObject({
    name: z.string().nullish(),
    created: time(),
    updated: time(),
    integration: z
      .looseObject({
        object: z.string().nullish(),
        id: z.string().nullish(),
        key: z.string().nullish(),
        name: z.string().nullish(),
        category: z.string().nullish(),
      })
      .nullish(),
  }),
});

const Related = z
  .looseObject({
    profiles: z.looseObject({ links: Links }).nullish(),
    tags: z.looseObject({ links: Links }).nullish(),
    'flow-triggers': z.looseObject({ links: Links }).nullish(),
    'flow-actions': z.looseObject({ links: Links }).nullish(),
  })
  .nullish();

export const Flow = z.looseObject({
  type: z.literal('flow'),
  id: z.string(),
  links: Links,
  attributes: z.looseObject({
    name: z.string().nullish(),
    status: z.string().nullish(),
    archived: z.boolean().nullish(),
    created: time(),
    updated: time(),
    trigger_type: z.string().nullish(),
  }),
  relationships: Related,
});

export const List = z.looseObject({
  type: z.literal('list'),
  id: z.string(),
  links: Links,
  attributes: z.looseObject({
    name: z.string().nullish(),
    created: time(),
    updated: time(),
    opt_in_process: z.string().nullish(),
    profile_count: numeric().nullish(),
  }),
  relationships: Related,
});

export const Segment = z.looseObject({
  type: z.literal('segment'),
  id: z.string(),
  links: Links,
  attributes: z.looseObject({
    name: z.string().nullish(),
    /** Conditions may name people. */
    definition: undeclared(),
    created: time(),
    updated: time(),
    is_active: z.boolean().nullish(),
    is_processing: z.boolean().nullish(),
    is_starred: z.boolean().nullish(),
    profile_count: numeric().nullish(),
  }),
  relationships: Related,
});

const statistics = z.looseObject({
  recipients: numeric().nullish(),
  delivered: numeric().nullish(),
  bounced: numeric().nullish(),
  opens: numeric().nullish(),
  opens_unique: numeric().nullish(),
  clicks: numeric().nullish(),
  clicks_unique: numeric().nullish(),
  unsubscribes: numeric().nullish(),
  spam_complaints: numeric().nullish(),
  conversions: numeric().nullish(),
  conversion_value: numeric().nullish(),
});

export const CampaignReport = z.looseObject({
  groupings: z.looseObject({
    campaign_id: z.string(),
    campaign_message_id: z.string().nullish(),
    send_channel: z.string().nullish(),
  }),
  statistics,
});

export const FlowReport = z.looseObject({
  groupings: z.looseObject({
    flow_id: z.string(),
    flow_message_id: z.string().nullish(),
    send_channel: z.string().nullish(),
  }),
  statistics,
});
