// People, and their consents.
import { z } from 'zod';
import { instant, pii, undeclared } from '../../../engine/fields.ts';
import { flag } from '../../../engine/loose-fields.ts';
import { time, word } from '../../../engine/optional-fields.ts';
import { resource, To } from './fields.ts';

const Suppressions = z.array(z.looseObject({ reason: word(), timestamp: time() })).nullish();
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
  suppression: Suppressions,
  suppressions: Suppressions,
  list_suppressions: z.array(z.looseObject({ list_id: word(), reason: word(), timestamp: time() })).nullish(),
});

export const Profile = z.looseObject({
  ...resource('profile'),
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
    updated: instant().nullish(),
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
