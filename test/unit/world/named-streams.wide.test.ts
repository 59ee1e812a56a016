// Each fact of a world has a random stream of its own: nothing is drawn by position, so that a new draw changes no other fact.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hashOf, type Stream, type Streams, streamsOf } from '../../../local/world/random/streams.ts';
import { createSyntheticWorld } from '../../../local/world/synthetic.ts';
import { differencesOf, recordsOf } from '../../helpers/world-records.ts';

const ROOT = 'local/world';
const sources = readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.startsWith('random/'))
  .map((file) => ({ file: `${ROOT}/${file}`, text: readFileSync(`${ROOT}/${file}`, 'utf8') }));

/** Places of the code at which a stream is named; undefined where the name is no literal. */
const named = sources.flatMap(({ file, text }) =>
  [...text.matchAll(/\bstream\(\s*(?:'([^']+)')?/g)].map(([, name]) => ({ file, name })),
);

const make = (stream: Streams) => recordsOf(createSyntheticWorld({ size: 'tiny', asOfDay: 500, stream }));
const ordinary = streamsOf(42);

/** Streams whose every method goes through `around`. */
const watched =
  (around: (name: string, method: string, stream: Stream, draw: () => unknown, nth: number) => unknown): Streams =>
  (name, a, b, c) => {
    let nth = 0;
    return new Proxy(ordinary(name, a, b, c), {
      get(stream, method: string) {
        const draw = Reflect.get(stream, method, stream) as (...given: unknown[]) => unknown;
        return (...given: unknown[]) => around(name, method, stream, () => draw.apply(stream, given), nth++);
      },
    });
  };

describe('the names of streams', () => {
  it('are literals, and each stands at one place of the code', () => {
    expect(named.filter((one) => one.name === undefined)).toEqual([]);
    const places = Map.groupBy(named, (one) => one.name!);
    expect([...places].filter(([, found]) => found.length > 1).map(([name]) => name)).toEqual([]);
    expect(places.size).toBeGreaterThan(200);
  });

  it('have keys of their own', () => {
    const keys = Map.groupBy(new Set(named.map((one) => one.name!)), hashOf);
    expect([...keys.values()].filter((names) => names.length > 1)).toEqual([]);
  });

  it('are the only way to chance', () => {
    const other = sources.filter(({ text }) => /Math\.random|randomBytes|randomUUID|new Stream\(/.test(text));
    expect(other.map(({ file }) => file)).toEqual([]);
  });
});

describe('a synthetic world', () => {
  const world = make(ordinary);

  it('takes one value of each stream, and by a name always the same kind of value', () => {
    const methods = new Map<string, Set<string>>();
    const again = new Set<string>();
    make(
      watched((name, method, _stream, draw, nth) => {
        methods.set(name, (methods.get(name) ?? new Set()).add(method));
        if (nth > 0) again.add(name);
        return draw();
      }),
    );
    expect([...again]).toEqual([]);
    expect([...methods].filter(([, kinds]) => kinds.size > 1).map(([name]) => name)).toEqual([]);
    const literals = new Set(named.map((one) => one.name));
    expect([...methods.keys()].filter((name) => !literals.has(name))).toEqual([]);
    expect(methods.size).toBeGreaterThan(200);
  });

  it('stays the same to the byte when one more value is taken of every stream', () => {
    const drawnOnce = make(
      watched((_name, _method, stream, draw) => {
        const value = draw();
        stream.uniform();
        return value;
      }),
    );
    expect(differencesOf(world, drawnOnce)).toEqual([]);
  });

  const ORDERS = ['.shop.orders', '.woocommerce.orders', '.magento.orders'];
  // Parcels and invoices show the order they belong to as it stands.
  const PAPERS = ['.woocommerce.parcels', '.woocommerce.refunds', '.magento.parcels', '.magento.refunds'];
  it.each([
    ['refund.delay', [...ORDERS, ...PAPERS, '.magento.invoices', '.front.payouts', '.ads.claims']],
    ['order.tips', ['.shop.orders', '.front.payouts', '.mail.events']],
    ['case.first_reply', ['.chat.', '.helpdesk.']],
    ['send.open_delay', ['.mail.events', '.mail.profiles']],
    ['news.clicks', ['.newsletter.']],
    ['cart.sku', ['.front.checkouts']],
    ['review.stars', ['.woocommerce.reviews']],
    ['claim.credit', ['.ads.claims']],
    ['ad.click_price', ['.ads.campaigns', '.ads.creatives', '.traffic.']],
  ])('changes nothing but what follows from %s when that is drawn otherwise', (changed, follows) => {
    const other = make((name, a, b, c) => {
      const stream = ordinary(name, a, b, c);
      if (name === changed) stream.uniform();
      return stream;
    });
    const differences = differencesOf(world, other);
    expect(differences.length).toBeGreaterThan(0);
    expect(differences.filter((name) => !follows.some((one) => name.startsWith(one)))).toEqual([]);
  });

  it('knows what was sold to whom before it knows what comes of it', () => {
    const facts = (records: ReadonlyMap<string, string>) =>
      records
        .get('.shop.orders')!
        .split('\n')
        .map((line) => JSON.parse(line) as { id: string; createdAt: number; customerId?: string })
        .map(({ id, createdAt, customerId }) => `${id} ${createdAt} ${customerId}`)
        .sort();
    const later = make((name, a, b, c) => {
      const stream = ordinary(name, a, b, c);
      if (/^(refund|return|case|ticket|send|claim|touch|review|session)\./.test(name)) stream.uniform();
      return stream;
    });
    expect(facts(later)).toEqual(facts(world));
  });
});

describe('a world that goes on', () => {
  /** Stands of a moment that nobody dates: units promised, counters of mail, orders a platform will have claimed. */
  const STANDS = ['.shop.inventoryLevels', '.woocommerce.inventoryLevels', '.magento.inventoryLevels'];
  const COUNTERS = ['.mail.profiles', '.newsletter.', '.ads.claims'];

  it('keeps its past', () => {
    const half = createSyntheticWorld({ size: 'tiny', asOfDay: 365 });
    const whole = createSyntheticWorld({ size: 'tiny' });
    const differences = differencesOf(recordsOf(half), recordsOf(whole, half.asOf));
    expect(differences.filter((name) => ![...STANDS, ...COUNTERS].some((one) => name.startsWith(one)))).toEqual([]);
    const members = (world: typeof half, asOf: number) =>
      [...world.newsletter!.members.values()].flatMap((list) =>
        list
          .page({ asOf, limit: Number.MAX_SAFE_INTEGER })
          .map(({ sentCount: _, openedCount: __, clickedCount: ___, ...member }) => member),
      );
    expect(members(whole, half.asOf)).toEqual(members(half, half.asOf));
  });
});
