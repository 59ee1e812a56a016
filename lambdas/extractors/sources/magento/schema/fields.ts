// Answers of Adobe Commerce and Magento Open Source 2.4 over REST, parsed loosely. Modules add attributes of their own,
// in `custom_attributes` and `extension_attributes`. Amounts come twice: in the base currency of the books (`base_`),
// and in the shopper's. Times are UTC without a zone. https://developer.adobe.com/commerce/webapi/rest/
import { z } from 'zod';
import { pii, undeclared } from '../../../engine/fields.ts';
import { mostly, phpList } from '../../../engine/loose-fields.ts';
import { number, word } from '../../../engine/optional-fields.ts';

export const name = () => pii('name').nullish();
export const fields = (names: string) => Object.fromEntries(names.split(' ').map((one) => [one, number()]));
/** The same amounts in the shopper's currency and in the base currency. */
export const both = (names: string) => ({
  ...fields(names),
  ...fields(
    names
      .split(' ')
      .map((one) => `base_${one}`)
      .join(' '),
  ),
});

/** Pairs of code and value; some versions send an object keyed by code. */
const listOrObject = <Item extends z.ZodType>(item: Item) => phpList(item).nullish();

/** A custom attribute: its code is a name, its value may be anything. */
export const Attributes = listOrObject(z.looseObject({ attribute_code: word(), value: undeclared() }));
/**
 * Attributes of products and categories, which are not people: numbers, codes and choices are kept, sentences are not.
 */
const choice = () => z.string().regex(/^[\w./-]{0,64}$/);
export const GoodsAttributes = listOrObject(
  z.looseObject({ attribute_code: word(), value: mostly(z.union([choice(), z.array(choice())])) }),
);
