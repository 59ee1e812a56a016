// Sources whose answers a declaration alone cannot play.
import { declaredWire } from './declared-wire.ts';
import { shopifyWire } from './shopify-wire.ts';
import type { Wire } from './wire.ts';

const WIRES: Readonly<Record<string, Wire>> = {
  shopify: shopifyWire,
};

export const wireOf = (source: string): Wire => WIRES[source] ?? declaredWire();
