// The demand, and the stock that was there to meet it.
import { HORIZON } from '../calendar/calendar.ts';
import { CAUSES } from '../media/media.ts';
import type { SyntheticWorld } from '../synthetic.ts';
import type { Row } from './row.ts';

/** One row a wish to buy, also of those that were never filled. */
export function* intents({ simulation: { intents, fills } }: SyntheticWorld): Iterable<Row> {
  const lines = new Int32Array(intents.count);
  for (let order = 0; order < fills.orders; order++)
    lines[fills.intent[order]!] = fills.lineStart[order + 1]! - fills.lineStart[order]!;
  for (let at = 0; at < intents.count; at++)
    yield {
      t: intents.t[at],
      person: intents.person[at],
      n: intents.n[at],
      cause: CAUSES[intents.cause[at]!],
      problem: intents.problem[at],
      lines: lines[at],
      fate: lines[at] === 0 ? 'lost' : 'order',
    };
}

/** One row an SKU and day on which something was wanted, sold, or not there. */
export function* latentDemand({ simulation: { fills, dimensions } }: SyntheticWorld): Iterable<Row> {
  const { locations } = dimensions;
  for (let sku = 0; sku < dimensions.skus; sku++)
    for (let day = 0; day < HORIZON; day++) {
      const at = sku * HORIZON + day;
      let stock = 0;
      for (let place = 0; place < locations; place++) stock += fills.stock[(sku * locations + place) * HORIZON + day]!;
      if (fills.wanted[at] === 0 && fills.sold[at] === 0 && stock > 0) continue;
      const [wanted, sold, lost] = [fills.wanted[at], fills.sold[at], fills.lost[at]];
      yield { sku, day, wanted, sold, lost, closing_stock: stock };
    }
}
