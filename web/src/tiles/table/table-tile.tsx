import { useRef, useState } from 'preact/hooks';
import type { TableBody } from '../../../../lambdas/contracts/tile/table-bodies.ts';
import { move, useAddress } from '../../address.ts';
import { Icon } from '../../elements/icon.tsx';
import { count } from '../../format.ts';
import { TileFrame } from '../../tile/tile-frame.tsx';
import type { KindProps } from '../kind-props.ts';
import { Head } from './head.tsx';
import { type Filter, filterOf, inOrder, kept, type Order, orderOf, pageOf } from './order.ts';
import { Pager } from './pager.tsx';
import { isMetricList, Rows } from './rows.tsx';
import { type AllRows, useAllRows } from './use-all-rows.ts';

const PAGE_ROWS = 25;
/** Rows per page. */
const WHOLE_ROWS = 50;

/** A table whose order, filter and page come from the address; the metric list also has a search. */
export default function TableTile({ tile, span }: KindProps<'table'>) {
  const address = useAddress();
  const [words, setWords] = useState('');
  const region = useRef<HTMLElement>(null);
  const { name, body } = tile;
  const isList = isMetricList(body);
  const order = orderOf(name, body, address);
  const filter = filterOf(name, body, address);
  const wantedPage = pageOf(name, address);
  const isOtherOrder = order?.column !== body.sort?.column || order?.descending !== body.sort?.descending;
  const all = useAllRows(body, isOtherOrder || filter !== undefined || words !== '' || wantedPage > 1);
  const found = inOrder(body, searched(kept(body, all.rows, filter), words), order);
  const total = filter || words ? found.length : listedOf(body);
  const isCut = body.more !== undefined || body.rows.length > WHOLE_ROWS;
  const pages = isCut ? Math.max(1, Math.ceil(total / PAGE_ROWS)) : 1;
  const page = Math.min(wantedPage, pages);
  const first = isCut ? (page - 1) * PAGE_ROWS : 0;
  const shown = isCut ? found.slice(first, first + PAGE_ROWS) : found;
  const clear = () => {
    move({ filter: null, at: null });
    // The removed chip loses focus to the table below it.
    region.current?.focus();
  };
  return (
    <TileFrame tile={tile} span={span}>
      {isList && (
        <input
          class="filter"
          type="search"
          placeholder="Find a metric"
          aria-label="Find a metric"
          data-search
          value={words}
          onInput={(event) => setWords(event.currentTarget.value.toLowerCase())}
        />
      )}
      {filter && <FilterChip body={body} filter={filter} found={found.length} clear={clear} />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard */}
      <section class="scroll" tabIndex={0} aria-label={body.caption} aria-busy={all.isReading} ref={region}>
        <table>
          <caption class="vh">{body.caption}</caption>
          <thead>
            <tr>
              {body.columns.map((column) => (
                <Head key={column.key} column={column} order={order} sort={(next) => sortBy(name, next)} />
              ))}
            </tr>
          </thead>
          <Rows tile={tile} body={body} all={all.rows} shown={shown} />
        </table>
      </section>
      <Pager
        page={page}
        pages={pages}
        first={first}
        shown={shown.length}
        found={total}
        rest={wordsOfRest(body, all)}
        turn={(to) => move({ at: to === 1 ? null : `${name}.${to}` }, 'replace')}
      />
    </TileFrame>
  );
}

const sortBy = (name: string, { column, descending }: Order) =>
  move({ sort: `${name}.${column}.${descending ? 'desc' : 'asc'}`, at: null }, 'replace');

const searched = (rows: TableBody['rows'], words: string) =>
  words ? rows.filter((row) => row.join(' ').toLowerCase().includes(words)) : rows;

/** Rows that can be loaded. */
const listedOf = ({ listed, rows }: TableBody) => listed ?? rows.length;

function wordsOfRest(body: TableBody, { isReading, isFailed }: AllRows): string {
  if (isReading) return '; the other rows are loading';
  if (isFailed)
    return `; the other ${count(listedOf(body) - body.rows.length)} rows could not be read, so the order is incomplete`;
  return body.total > listedOf(body)
    ? `; the list holds the first ${count(listedOf(body))} of ${count(body.total)}, and sorting applies to these only`
    : '';
}

interface ChipProps {
  readonly body: TableBody;
  readonly filter: Filter;
  readonly found: number;
  clear(): void;
}

/** The filter of the table, and a button that removes it. */
function FilterChip({ body, filter, found, clear }: ChipProps) {
  const label = body.columns.find(({ key }) => key === filter.column)?.label ?? filter.column;
  const value = filter.above === null ? filter.value : `above ${count(filter.above)}`;
  return (
    <p class="narrowed">
      <button type="button" class="chip" onClick={clear} aria-label={`Show all rows instead of ${label} ${value}`}>
        {label} <b>{value}</b>
        <Icon name="close" />
      </button>
      <span class="sub" role="status">
        {count(found)} {found === 1 ? 'row' : 'rows'}
      </span>
    </p>
  );
}
