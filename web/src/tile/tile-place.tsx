import { useEffect } from 'preact/hooks';
import type { Tile } from '../../../lambdas/contracts/tile/tile.ts';
import { peek, readAgain, readTile } from '../data/published.ts';
import { ReadError } from '../data/read-json.ts';
import { useReading } from '../data/use-reading.ts';
import { asLastGood } from '../held-back.ts';
import { usePage } from '../page-context.ts';
import type { Drawing } from '../tiles/kind-props.ts';
import { drawingOf, knownDrawing } from '../tiles/kinds.ts';
import { Boundary } from './boundary.tsx';
import { FailedTile, Skeleton } from './tile-states.tsx';

interface Ready {
  readonly tile: Tile;
  readonly Drawing: Drawing;
}

async function readReady(name: string): Promise<Ready> {
  const tile = await readTile(name);
  return { tile, Drawing: await drawingOf(tile) };
}

function knownReady(key: string | undefined): Ready | undefined {
  const tile = peek<Tile>(key);
  const Drawing = tile && knownDrawing(tile);
  return tile && Drawing && { tile, Drawing };
}

/** Prefetches a tile and its code. */
export const preload = (name: string): Promise<unknown> => readReady(name).catch(() => undefined);

interface TilePlaceProps {
  readonly name: string;
  readonly title: string;
  readonly span: number;
  settled(name: string): void;
}

/** One tile in its place: loaded and rendered; a failure stays inside. */
export function TilePlace({ name, title, span, settled }: TilePlaceProps) {
  const { current, summary } = usePage();
  const key = current?.tiles[name];
  const { value, error, again } = useReading(
    `${name} ${key}`,
    () => readReady(name),
    () => knownReady(key),
  );
  const isSettled = value !== undefined || error !== undefined;
  useEffect(() => {
    if (isSettled) settled(name);
  }, [isSettled, name, settled]);
  const place = { name, title, span };
  if (error !== undefined)
    return (
      <FailedTile
        {...place}
        {...wordsOf(error)}
        // Code that cannot be loaded belongs to a replaced app: only reloading the page helps.
        again={() => (error instanceof ReadError ? void readAgain().then(again, again) : location.reload())}
      />
    );
  if (!value) return <Skeleton {...place} />;
  return (
    <Boundary
      of={`${name} ${key}`}
      fallback={(thrown, retry) => <FailedTile {...place} {...wordsOf(thrown)} again={retry} />}
    >
      <value.Drawing tile={asLastGood(value.tile, summary)} span={span} />
    </Boundary>
  );
}

const safe = 'The numbers themselves are safe.';

function wordsOf(error: unknown) {
  if (error instanceof ReadError)
    return { what: 'This tile could not be read', text: safe, code: error.code, action: 'Try again' };
  const code = error instanceof Error ? error.message.slice(0, 120) : 'unknown';
  return {
    what: 'This tile could not be drawn',
    text: `${safe} Reload the page to get the newest app.`,
    code,
    action: 'Try again',
  };
}
