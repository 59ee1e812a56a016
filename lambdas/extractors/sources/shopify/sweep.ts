// A second count of a window, by ids only, for streams without a count of the vendor.
import type { Window } from '../../../contracts/ingest.ts';
import { SeenKeys } from '../../engine/seen-keys.ts';
import type { PageToken } from '../../engine/source.ts';
import type { Asking } from './affordable.ts';
import { nextOf } from './children.ts';
import { drain } from './drain.ts';
import { Count, listed, nodesOf } from './listing.ts';
import { searchOf, sweepQuery } from './queries.ts';
import type { ListedStream } from './stream.ts';

/** Nodes per page when they hold no connection. */
const SWEPT = 250;

export async function sweep(stream: ListedStream, window: Window, asking: Asking): Promise<number> {
  const { client, affordable } = asking;
  const document = sweepQuery(stream);
  const search = searchOf(stream, window);
  const seen = new SeenKeys();
  let count = 0;
  for (let token: PageToken | undefined; ; ) {
    const data = await affordable.ask(`${stream.name} ids`, stream.recordsIn ? stream.pageSize : SWEPT, (first) =>
      client.query(document, { first, after: token ?? null, search }),
    );
    const { nodes, pageInfo } = listed(data, stream);
    for (const node of nodes) {
      if (!seen.add(String(node.id))) continue;
      if (stream.listIn) count += Count.parse(node[stream.listIn.count]).count;
      else if (stream.recordsIn) {
        const inside = { ...stream.nested[stream.recordsIn]!, selection: 'id' };
        await drain({ [stream.recordsIn]: inside }, node, asking);
        count += nodesOf(node[stream.recordsIn]).length;
      } else count++;
    }
    token = nextOf(pageInfo, stream.root);
    if (token === undefined) return count;
  }
}
