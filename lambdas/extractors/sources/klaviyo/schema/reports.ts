// Results of a message, summed.
import { z } from 'zod';
import { word } from '../../../engine/optional-fields.ts';
import { number } from './fields.ts';

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
