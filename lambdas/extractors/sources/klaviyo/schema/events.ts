// Events of people, and their metrics.
import { z } from 'zod';
import { instant, numeric, pii } from '../../../engine/fields.ts';
import { amount, flag, mostly } from '../../../engine/loose-fields.ts';
import { time, word } from '../../../engine/optional-fields.ts';
import { Links, resource, To } from './fields.ts';

/** Some tools add the metric's name to its id. */
const Measured = z
  .looseObject({ data: z.looseObject({ type: word(), id: word(), name: word() }).nullish(), links: Links })
  .nullish();

/** A word or number of the shop's own; any other value becomes tokens. */
const known = () => mostly(z.union([z.string(), numeric()]));

export const Event = z.looseObject({
  ...resource('event'),
  attributes: z.looseObject({
    timestamp: amount().nullish(),
    datetime: instant().nullish(),
    uuid: word(),
    // Revisions before 2023-06-15 had this in place of a relationship.
    metric_id: word(),
    profile_id: word(),
    /** Custom properties of a shop: known names are kept when their value has the known form. */
    event_properties: z
      .looseObject({
        $event_id: known(),
        $value: amount().nullish(),
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
        'Item Count': amount().nullish(),
        ProductID: known(),
        ProductName: known(),
        SKU: known(),
        Brand: known(),
        Price: amount().nullish(),
        Quantity: amount().nullish(),
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

export const Metric = z.looseObject({
  ...resource('metric'),
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
