import { AS_OF_DAY, msOf, START_MS } from './calendar/calendar.ts';
import { makeIntents } from './demand/demand-events.ts';
import { GEO_TEST } from './demand/experiments.ts';
import { makePlans } from './demand/plans.ts';
import { makeCatalogue } from './goods/catalogue.ts';
import { fillOrders } from './goods/inventory.ts';
import { makeMail } from './mail/email.ts';
import { makeNewsletter } from './mail/newsletter.ts';
import { type Advertising, makeAdvertising } from './media/ads.ts';
import { makeMedia } from './media/media.ts';
import { once } from './memoize.ts';
import { referenceRates } from './money/exchange-rates.ts';
import type { CustomerBook } from './people/customers.ts';
import { type Streams, streamsOf } from './random/streams.ts';
import { makeShop } from './shops/shop.ts';
import { makeStores, type SyntheticStores } from './shops/stores.ts';
import type { Simulation } from './simulation.ts';
import { makeTraffic, type Traffic } from './site/traffic.ts';
import { type Dimensions, SIZES, type Size } from './sizes.ts';
import { makeChat } from './support/chat.ts';
import { makeHelpdesk } from './support/helpdesk.ts';
import type { World } from './world.ts';

export interface SyntheticOptions {
  readonly size: Size;
  readonly seed?: number;
  /** Where chance comes from; the seed's streams unless told otherwise. */
  readonly stream?: Streams;
  /** Days since the opening; 730 is the default of all sizes. */
  readonly asOfDay?: number;
}

/** Plans, people and the fill pass: everything a world's views are rendered from. */
function simulate({ size, seed = 42, asOfDay = AS_OF_DAY, stream = streamsOf(seed) }: SyntheticOptions): Simulation {
  const dimensions: Dimensions = SIZES[size];
  const catalogue = makeCatalogue(stream, dimensions.skus);
  const media = makeMedia(stream);
  const held = makeMedia(stream, { channel: GEO_TEST.channel, from: GEO_TEST.from, to: GEO_TEST.to });
  const plans = makePlans(stream, catalogue, media, media, held);
  const intents = makeIntents(plans, dimensions.people);
  const fills = fillOrders(plans, intents, dimensions);
  return { seed, stream, size, dimensions, plans, intents, fills, asOf: msOf(asOfDay) };
}

/**
 * Raised whenever the bytes of an existing world change: a home that was filled from another version is refused. A new fact in a
 * stream of its own changes none; another name of a stream or another law does.
 */
const VERSION = 2;

/** A world whose truth is known: see `truth/`. */
export interface SyntheticWorld extends World {
  readonly simulation: Simulation;
  readonly stores: SyntheticStores;
  readonly ads: Advertising;
  readonly traffic: Traffic;
  /** The owner of each record. */
  readonly owners: {
    readonly customers: CustomerBook;
    /** Person of each profile, by its place. */
    readonly profiles: Uint32Array;
    readonly profileIdOf: (person: number) => string;
  };
}

/** A shop and its mailer. Same options, same bytes. */
export function createSyntheticWorld(options: SyntheticOptions): SyntheticWorld {
  const simulation = simulate(options);
  const shop = makeShop(simulation);
  const { mail, people, profileIdOf } = makeMail(simulation, shop);
  const ads = once(() => makeAdvertising(simulation));
  const traffic = once(() => makeTraffic(simulation, ads()));
  const newsletter = once(() => makeNewsletter(simulation));
  const chat = once(() => makeChat(simulation));
  const helpdesk = once(() =>
    makeHelpdesk(
      simulation,
      ordersByIntent(simulation, (fill) => shop.orderOf(fill)?.id),
    ),
  );
  return {
    kind: 'synthetic',
    // Without its day: the same world on a later day is the same world, and its people keep their tokens.
    seed: `synthetic-${simulation.size}-${simulation.seed}-v${VERSION}`,
    start: START_MS,
    asOf: simulation.asOf,
    shop: shop.view,
    mail,
    stores: makeStores(simulation, shop),
    get ads() {
      return ads();
    },
    get traffic() {
      return traffic();
    },
    get newsletter() {
      return newsletter();
    },
    get helpdesk() {
      return helpdesk();
    },
    get chat() {
      return chat();
    },
    referenceRates: referenceRates(simulation.stream),
    notRepresentable: [],
    simulation,
    owners: { customers: shop.customers, profiles: people, profileIdOf },
  };
}

/** The shop's order that came of an intent. */
function ordersByIntent({ fills }: Simulation, idOf: (fill: number) => string | undefined) {
  const fillOf = new Map<number, number>();
  for (let fill = 0; fill < fills.orders; fill++) fillOf.set(fills.intent[fill]!, fill);
  return (intent: number): string | undefined => {
    const fill = fillOf.get(intent);
    return fill === undefined ? undefined : idOf(fill);
  };
}
