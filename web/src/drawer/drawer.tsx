import { move, readAddress } from '../address.ts';
import { readMetric, readTile } from '../data/published.ts';
import { ReadError } from '../data/read-json.ts';
import { useReading } from '../data/use-reading.ts';
import { Dialog } from '../elements/dialog.tsx';
import { usePage } from '../page-context.ts';
import { Boundary } from '../tile/boundary.tsx';
import { Middle } from '../tile/middle.tsx';
import { MetricBody } from './metric-body.tsx';
import { TileBody } from './tile-body.tsx';

interface Sheet {
  readonly kicker: string;
  readonly title: string;
  readonly body: preact.ComponentChildren;
}

async function readSheet(kind: string, name: string): Promise<Sheet> {
  if (kind === 'metric') {
    const card = await readMetric(name);
    return { kicker: `Metric, ${card.owner}`, title: card.name, body: <MetricBody card={card} /> };
  }
  const tile = await readTile(name);
  return { kicker: 'Tile', title: tile.title, body: <TileBody tile={tile} /> };
}

const isSheet = (kind: string | undefined) => kind === 'metric' || kind === 'tile';

/** Shows the drawer named in the address: a metric's definition, or the details of a tile. */
export default function Drawer({ of }: { of: string | null }) {
  const [kind, name = ''] = of?.split('/') ?? [];
  return isSheet(kind) ? <OpenDrawer kind={kind!} name={name} /> : null;
}

function OpenDrawer({ kind, name }: { kind: string; name: string }) {
  const { current } = usePage();
  const { value, error } = useReading(`${kind}/${name} ${current?.published_at}`, () => readSheet(kind, name));
  if (!value && error === undefined) return null;
  const failed = (thrown: unknown) => (
    <Middle icon="warning" title="This definition could not be read" text="It may belong to another version.">
      <code>{thrown instanceof ReadError ? thrown.code : 'unknown'}</code>
    </Middle>
  );
  const isFailed = error !== undefined;
  return (
    <Dialog
      kicker={isFailed || !value ? (kind === 'metric' ? 'Metric' : 'Tile') : value.kicker}
      title={isFailed || !value ? name.replaceAll('_', ' ') : value.title}
      foot={
        <>
          <span>Link: {linkOf()}</span>
          <span class="push">
            <kbd>Esc</kbd> close
          </span>
        </>
      }
      onClose={() => move({ drawer: null })}
    >
      {isFailed || !value ? (
        failed(error)
      ) : (
        <Boundary of={`${kind}/${name}`} fallback={failed}>
          {value.body}
        </Boundary>
      )}
    </Dialog>
  );
}

const linkOf = () => `${location.pathname}${location.search}#${readAddress().drawer}`;
