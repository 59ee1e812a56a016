// Campaigns: one message to many people.
import { z } from 'zod';
import { instant } from '../../../engine/fields.ts';
import { flag } from '../../../engine/loose-fields.ts';
import { time, word } from '../../../engine/optional-fields.ts';
import { resource, To } from './fields.ts';

const Params = z.array(z.looseObject({ type: word(), name: word(), value: word() })).nullish();

export const Campaign = z.looseObject({
  ...resource('campaign'),
  attributes: z.looseObject({
    name: word(),
    status: word(),
    archived: flag().nullish(),
    channel: word(),
    // Revisions before 2023-09-15 named the single message here.
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
  // Added by some tools; content and sender become tokens.
  campaign_message: z
    .looseObject({
      type: word(),
      id: word(),
      attributes: z.looseObject({ label: word(), channel: word(), campaign_id: word() }).nullish(),
    })
    .nullish(),
});
