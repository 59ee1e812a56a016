// All streams of a shop.
import type { ShopifyStream } from './stream.ts';
import { catalogue } from './streams/catalogue.ts';
import { sales } from './streams/sales.ts';
import { shop } from './streams/shop.ts';

export const streams: readonly ShopifyStream[] = [...shop, ...sales, ...catalogue];
