import { count } from '../../format.ts';

export interface PageOfRows {
  /** From 1. */
  readonly page: number;
  readonly pages: number;
  /** Number of rows before the page. */
  readonly first: number;
  readonly shown: number;
  /** Number of rows over all pages. */
  readonly found: number;
  /** A note on rows that are missing. */
  readonly rest: string;
  turn(page: number): void;
}

/** A button that keeps its focus when there is no further page. */
const Step = ({ label, isEnd, go }: { label: string; isEnd: boolean; go: () => void }) => (
  <button type="button" class="button" aria-disabled={isEnd} onClick={() => !isEnd && go()}>
    {label}
  </button>
);

/** Position in the table, and buttons for paging; nothing for a table without pages. */
export function Pager({ page, pages, first, shown, found, rest, turn }: PageOfRows) {
  if (pages <= 1 && rest === '') return null;
  return (
    <div class="pager">
      {pages > 1 && <Step label="Previous" isEnd={page === 1} go={() => turn(page - 1)} />}
      {pages > 1 && <Step label="Next" isEnd={page === pages} go={() => turn(page + 1)} />}
      <span role="status">
        {shown > 0 ? `${count(first + 1)} to ${count(first + shown)} of ${count(found)}` : 'No row'}
        {rest}
      </span>
    </div>
  );
}
