// The truth, for scoring and for scans that prove absence. It is never reachable through a twin or the pipeline.
import type { SyntheticWorld } from '../synthetic.ts';
import { claims } from './ads.ts';
import { channelDays } from './channels.ts';
import { intents, latentDemand } from './demand.ts';
import { orderMoney } from './order-money.ts';
import { consents, households, people } from './people.ts';
import { piiAll, piiCanaries } from './personal.ts';
import { deletes, records } from './records.ts';
import type { Row } from './row.ts';
import { prices, skus } from './skus.ts';
import { cases, listConsents, merges } from './support.ts';
import { clv } from './value.ts';

/** Table → its rows, made as they are written. */
export const TRUTH: Readonly<Record<string, (world: SyntheticWorld) => Iterable<Row>>> = {
  people,
  households,
  records,
  intents,
  latent_demand: latentDemand,
  skus,
  prices,
  clv,
  order_money: orderMoney,
  claims,
  channel_days: channelDays,
  consents,
  deletes,
  merges,
  list_consents: listConsents,
  cases,
  pii_canaries: piiCanaries,
  pii_all: piiAll,
};
