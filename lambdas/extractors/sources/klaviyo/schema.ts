// What Klaviyo's JSON:API sends at revision 2026-07-15, read loosely: what is new or undeclared is kept (its strings as tokens)
// and counted as drift. https://developers.klaviyo.com/en/reference/api_overview
import { z } from 'zod';
import { instant, numeric, pii, undeclared } from '../../engine/fields.ts';
import { amount, flag, moment, mostly } from '../../engine/loose-fields.ts';

const time = () => moment().nullish();
const word = () => z.string().nullish();
const number = () => numeric().nullish();
const Ref = z.looseObject({ type: word(), id: word() });
const Links = z.looseObject({ self: word(), related: word() }).nullish();
const To = z.looseObject({ data: z.union([Ref, z.array(Ref)]).nullish(), links: Links }).nullish();

const Consent = z.looseObject({
  consent: word(),
  timestamp: time(),
  consent_timestamp: time(),
  last_updated: time(),
  can_receive_email_marketing: flag().nullish(),
  can_receive_sms_marketing: flag().nullish(),
  method: word(),
  method_detail: pii('text').nullish(),
  custom_method_detail: pii('text').nullish(),
  double_optin: flag().nullish(),
  suppression: z.array(z.looseObject({ reason: word(), timestamp: time() })).nullish(),
  suppressions: z.array(z.looseObject({ reason: word(), timestamp: time() })).nullish(),
  list_suppressions: z.array(z.looseObject({ list_id: word(), reason: word(), timestamp: time() })).nullish(),
});

export const Profile = z.looseObject({
  type: z.literal('profile'),
  id: z.string(),
  links: Links,
  attributes: z.looseObject({
    email: pii('email').nullish(),
    phone_number: pii('phone').nullish(),
    external_id: word(),
    anonymous_id: word(),
    first_name: pii('name').nullish(),
    last_name: pii('name').nullish(),
    organization: pii('company').nullish(),
    title: pii('text').nullish(),
    image: pii('text').nullish(),
    locale: word(),
    created: time(),
    updated: instant(),
    last_event_date: time(),
    predictive_analytics: z
      .looseObject({
        expected_date_of_next_order: time(),
        ranked_channel_affinity: z.array(z.string()).nullish(),
      })
      .nullish(),
    location: z
      .looseObject({
        address1: pii('street').nullish(),
        address2: pii('street').nullish(),
        city: word(),
        region: word(),
        country: word(),
        zip: pii('postcode').nullish(),
        latitude: pii('text').nullish(),
        longitude: pii('text').nullish(),
        timezone: word(),
        ip: pii('ip').nullish(),
      })
      .nullish(),
    properties: undeclared(),
    subscriptions: z
      .looseObject({
        email: z.looseObject({ marketing: Consent.nullish() }).nullish(),
        sms: z.looseObject({ marketing: Consent.nullish(), transactional: Consent.nullish() }).nullish(),
        mobile_push: z.looseObject({ marketing: Consent.nullish() }).nullish(),
        whatsapp: z
          .looseObject({
            marketing: Consent.nullish(),
            transactional: Consent.nullish(),
            conversational: Consent.nullish(),
          })
          .nullish(),
      })
      .nullish(),
  }),
  relationships: z
    .looseObject({ lists: To, segments: To, 'push-tokens': To, conversation: To, conversations: To })
    .nullish(),
});

/** Some tools put the metric's name beside its id. */
const Measured = z
  .looseObject({ data: z.looseObject({ type: word(), id: word(), name: word() }).nullish(), links: Links })
  .nullish();

/** A word or number of the shop's own; anything else in its place becomes tokens. */
const known = () => mostly(z.union([z.string(), numeric()]));

export const Event = z.looseObject({
  type: z.literal('event'),
  id: z.string(),
  links: Links,
  attributes: z.looseObject({
    timestamp: amount().nullish(),
    datetime: instant(),
    uuid: word(),
    // Where revisions before 2023-06-15 had what is a relationship now.
    metric_id: word(),
    profile_id: word(),
    /** Whatever a shop sends along: what we know by name is kept where it has the form we know. */
    event_properties: z
      .looseObject({
        $event_id: known(),
        $value: mostly(amount()),
        $message: known(),
        $message_interaction: known(),
        $attributed_event_id: known(),
        $attributed_message: known(),
        $attributed_channel: known(),
        $attributed_flow: known(),
        $attributed_variation: known(),
        $variation: known(),
        $flow: known(),
        $currency_code: known(),
        'Campaign Name': known(),
        'Message Name': known(),
        Subject: pii('text').nullish(),
        OrderId: known(),
        'Item Count': mostly(amount()),
        ProductID: known(),
        ProductName: known(),
        SKU: known(),
        Brand: known(),
        Price: mostly(amount()),
        Quantity: mostly(amount()),
        Collections: mostly(z.array(known())),
        'Discount Codes': mostly(z.array(known())),
        'Source Name': known(),
        List: known(),
        'Email Domain': pii('text').nullish(),
        'Inbox Provider': known(),
        'Bounce Type': known(),
        machine_open: mostly(flag()),
      })
      .nullish(),
  }),
  relationships: z.looseObject({ profile: To, metric: Measured, attributions: To }).nullish(),
});

const Params = z.array(z.looseObject({ type: word(), name: word(), value: word() })).nullish();

export const Campaign = z.looseObject({
  type: z.literal('campaign'),
  id: z.string(),
  links: Links,
  attributes: z.looseObject({
    name: word(),
    status: word(),
    archived: flag().nullish(),
    channel: word(),
    // Revisions before 2023-09-15 named the one message here.
    message: word(),
    created_at: time(),
    scheduled_at: time(),
    updated_at: instant(),
    send_time: time(),
    audiences: z
      .looseObject({ included: z.array(z.string()).nullish(), excluded: z.array(z.string()).nullish() })
      .nullish(),
    send_options: z.looseObject({ use_smart_sending: flag().nullish() }).nullish(),
    tracking_options: z
      .looseObject({
        is_tracking_opens: flag().nullish(),
        is_tracking_clicks: flag().nullish(),
        utm_params: Params,
        custom_tracking_params: Params,
      })
      .nullish(),
    send_strategy: z.looseObject({ method: word(), datetime: time() }).nullish(),
  }),
  relationships: z.looseObject({ 'campaign-messages': To, tags: To }).nullish(),
  // What some tools put beside it; what it says and who says it become tokens.
  campaign_message: z
    .looseObject({
      type: word(),
      id: word(),
      attributes: z.looseObject({ label: word(), channel: word(), campaign_id: word() }).nullish(),
    })
    .nullish(),
});

export const Metric = z.looseObject({
  type: z.literal('metric'),
  id: z.string(),
  links: Links,
  attributes: z.looseObject({
    name: word(),
    created: time(),
    updated: time(),
    integration: z
      .looseObject({
        object: word(),
        id: word(),
        key: word(),
        name: word(),
        category: z.union([z.string(), z.looseObject({ id: word(), name: word() })]).nullish(),
      })
      .nullish(),
  }),
});

const Related = z
  .looseObject({ profiles: To, tags: To, 'flow-triggers': To, 'flow-actions': To, 'flow-metrics': To })
  .nullish();

export const Flow = z.looseObject({
  type: z.literal('flow'),
  id: z.string(),
  links: Links,
  attributes: z.looseObject({
    name: word(),
    status: word(),
    archived: flag().nullish(),
    created: time(),
    updated: time(),
    trigger_type: word(),
  }),
  relationships: Related,
});

export const List = z.looseObject({
  type: z.literal('list'),
  id: z.string(),
  links: Links,
  attributes: z.looseObject({
    name: word(),
    created: time(),
    updated: time(),
    opt_in_process: word(),
    profile_count: number(),
  }),
  relationships: Related,
});

export const Segment = z.looseObject({
  type: z.literal('segment'),
  id: z.string(),
  links: Links,
  attributes: z.looseObject({
    name: word(),
    /** Conditions may name people. */
    definition: undeclared(),
    created: time(),
    updated: time(),
    is_active: flag().nullish(),
    is_processing: flag().nullish(),
    is_starred: flag().nullish(),
    profile_count: number(),
  }),
  relationships: Related,
});

const statistics = z.looseObject({
  recipients: number(),
  delivered: number(),
  bounced: number(),
  opens: number(),
  opens_unique: number(),
  clicks: number(),
  clicks_unique: number(),
  unsubscribes: number(),
  spam_complaints: number(),
  conversions: number(),
  conversion_value: number(),
});

export const CampaignReport = z.looseObject({
  groupings: z.looseObject({
    campaign_id: z.string(),
    campaign_message_id: word(),
    send_channel: word(),
  }),
  statistics,
});

export const FlowReport = z.looseObject({
  groupings: z.looseObject({
    flow_id: z.string(),
    flow_message_id: word(),
    send_channel: word(),
  }),
  statistics,
});
