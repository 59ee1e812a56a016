import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Tile } from '../../../lambdas/contracts/tile/tile.ts';
import { move } from '../address.ts';
import { DataTable, type DataTableProps } from '../elements/data-table.tsx';
import { Sentence } from '../elements/sentence.tsx';
import type { Csv } from '../export/csv.ts';
import { dayYear, short } from '../format.ts';
import { type PageFacts, usePage } from '../page-context.ts';
import { SaveButtons } from './save-buttons.tsx';

export interface TileFrameProps {
  readonly tile: Tile;
  readonly span: number;
  readonly control?: ComponentChildren;
  readonly method?: string;
  /** The rendered data as a table, one key away. */
  readonly table?: DataTableProps;
  /** The fixed period, unless the tile's own words name it; '' when it follows the page. */
  readonly covers?: string;
  /** The data to save, unless they are those published. */
  readonly csv?: Csv | undefined;
  /** Shows what the filters of the page leave; another tile says that it does not. */
  readonly followsFilters?: boolean;
  readonly children: ComponentChildren;
}

const TAGS: Partial<Record<Tile['state']['kind'], readonly [string, string]>> = {
  provisional: ['Provisional', 'accent'],
  untrusted: ['Do not use', 'bad'],
};

/** Late because records are missing, or because a later build was held back. */
const tagOf = ({ state, trust }: Tile): readonly [string, string] | undefined =>
  state.kind === 'stale' ? [trust.late.length > 0 ? 'Incomplete' : 'Last good version', 'warn'] : TAGS[state.kind];

const MARKS: Partial<Record<Tile['state']['kind'], string>> = {
  provisional: 'open',
  stale: 'late',
  untrusted: 'failed',
};

function TrustLine({ state, trust }: Tile) {
  const { isOverdue } = usePage();
  const until = trust.newest ? `Data to ${dayYear(trust.newest)}` : `As of ${dayYear(trust.as_of)}`;
  const mark = MARKS[state.kind] ?? (isOverdue ? 'late' : '');
  const text = state.kind === 'provisional' ? 'Live, not confirmed yet' : until;
  return (
    <>
      <span class={`status ${mark}`.trim()}>
        {isOverdue && mark === 'late' ? `${text}, older than promised` : text}
      </span>
      {trust.score !== null && <span>Quality {short(trust.score, 'score', null)}</span>}
    </>
  );
}

/** Open or closed; the key for all tables applies until this one is toggled. */
function useTableOpen({ tables }: PageFacts): readonly [boolean, () => void] {
  const [isOpen, setOpen] = useState(tables.isOpen);
  useEffect(() => setOpen(tables.isOpen), [tables.turn, tables.isOpen]);
  return [isOpen, () => setOpen(!isOpen)];
}

/** The frame of a tile in every state. */
export function TileFrame({
  tile,
  span,
  control,
  method,
  table,
  covers,
  csv,
  followsFilters,
  children,
}: TileFrameProps) {
  const page = usePage();
  const [isOpen, toggle] = useTableOpen(page);
  const tag = tagOf(tile);
  const heading = `heading-${tile.name}`;
  const fixed = page.hasPeriods ? (covers ?? tile.covers) : '';
  return (
    <section
      class={`tile g${span} ${tile.state.kind}`}
      id={`tile-${tile.name}`}
      aria-labelledby={heading}
      tabIndex={-1}
      data-follows-period={fixed === ''}
    >
      <header>
        <h2 id={heading}>
          {tile.title}
          {(tile.scope || fixed) && (
            <small>
              {' '}
              {tile.scope}
              {tile.scope && fixed && '; '}
              {fixed && <span class="covers">{fixed}, whatever the period</span>}
            </small>
          )}
        </h2>
        {(control || tag) && (
          <div class="push tags one">
            {tag && <span class={`tag ${tag[1]}`}>{tag[0]}</span>}
            {control}
          </div>
        )}
      </header>
      {tile.headline.length > 0 && (
        <p class="headline">
          <Sentence parts={tile.headline} currency={tile.currency} />
        </p>
      )}
      {page.view.only.size > 0 && !followsFilters && tile.body.kind !== 'empty' && (
        <p class="note unfiltered">Not filtered: this tile does not tell them apart.</p>
      )}
      {tile.state.note.length > 0 && (
        <p class="note">
          <Sentence parts={tile.state.note} currency={tile.currency} />
        </p>
      )}
      {children}
      {table && isOpen && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard
        <section class="data-table" tabIndex={0} aria-label={table.caption}>
          <DataTable {...table} />
        </section>
      )}
      <footer>
        <TrustLine {...tile} />
        {method && <span>{method}</span>}
        <button
          type="button"
          aria-haspopup="dialog"
          class={table ? undefined : 'push'}
          onClick={() => move({ drawer: `tile/${tile.name}` })}
        >
          How this is made
        </button>
        {tile.body.kind !== 'empty' && tile.state.kind !== 'hidden' && <SaveButtons tile={tile} csv={csv} />}
        {table && (
          <button type="button" class="push" data-toggle="table" aria-expanded={isOpen} onClick={toggle}>
            {isOpen ? 'Hide table' : 'Show as table'}
          </button>
        )}
      </footer>
    </section>
  );
}
