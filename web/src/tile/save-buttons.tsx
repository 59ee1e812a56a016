import { useState } from 'preact/hooks';
import type { Tile } from '../../../lambdas/contracts/tile/tile.ts';
import type { Csv } from '../export/csv.ts';
import { usePage } from '../page-context.ts';

interface SaveButtonsProps {
  readonly tile: Tile;
  /** The data shown, unless they are those published. */
  readonly csv?: Csv | undefined;
}

/** Saves a tile's data and its picture. The code comes with the first use. */
export function SaveButtons({ tile, csv }: SaveButtonsProps) {
  const { view } = usePage();
  const [isFailed, setFailed] = useState(false);
  const name = [tile.name, ...(view.range ? [view.range.from, view.range.to] : [])].join('_');
  const run = (saving: Promise<void>) =>
    saving.then(
      () => setFailed(false),
      () => setFailed(true),
    );
  const picture = async () => {
    const { savePicture } = await import('../export/picture.ts');
    await savePicture(name, document.getElementById(`tile-${tile.name}`)!);
  };
  const data = async () => {
    const { saveCsv } = await import('../export/save-csv.ts');
    await saveCsv(name, tile, csv);
  };
  return (
    <>
      <button type="button" data-save="csv" aria-label={`Save ${tile.title} as CSV`} onClick={() => void run(data())}>
        CSV
      </button>
      <button
        type="button"
        data-save="png"
        aria-label={`Save ${tile.title} as PNG`}
        onClick={() => void run(picture())}
      >
        PNG
      </button>
      {isFailed && <span role="status">It could not be saved. Try again.</span>}
    </>
  );
}
