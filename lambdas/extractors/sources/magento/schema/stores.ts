// Store views.
import { z } from 'zod';
import { undeclared } from '../../../engine/fields.ts';
import { ident } from '../../../engine/loose-fields.ts';
import { ref, word, zone } from '../../../engine/optional-fields.ts';

/** A store view: its currencies, and its time zone. */
export const StoreConfig = z.looseObject({
  id: ident(),
  code: word(),
  website_id: ref(),
  locale: word(),
  base_currency_code: word(),
  default_display_currency_code: word(),
  timezone: zone(),
  weight_unit: word(),
  base_url: word(),
  base_link_url: word(),
  base_static_url: word(),
  base_media_url: word(),
  secure_base_url: word(),
  secure_base_link_url: word(),
  secure_base_static_url: word(),
  secure_base_media_url: word(),
  extension_attributes: undeclared(),
});
