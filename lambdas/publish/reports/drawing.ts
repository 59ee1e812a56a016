import type { Sentence } from '../../contracts/tile/sentence.ts';
import type { TableBody } from '../../contracts/tile/table-bodies.ts';
import type { TileBody } from '../../contracts/tile/tile.ts';
import type { Row } from '../../ports/warehouse.ts';
import type { Report } from '../../sql/reports/report-file.ts';
import type { ReportContext } from './report-context.ts';

/** Input of a body renderer. */
export interface Drawing {
  readonly report: Report;
  readonly context: ReportContext;
  /** Rows of the report's query; empty when it could not be run. */
  readonly rows: readonly Row[];
  /** False when a table the query needs is missing. */
  readonly isAsked: boolean;
  /** Rows of the queries it uses, by name; empty when they could not be run. */
  readonly used: (query: string) => readonly Row[];
}

export interface Drawn {
  /** Undefined when there is nothing to show: the header has the text shown instead. */
  readonly body: TileBody | undefined;
  /** The sentence above the tile; empty when there is nothing to say. */
  readonly headline?: Sentence;
  readonly scope?: string;
  /** Its own time span, when its rows decide it and not the page's period. */
  readonly covers?: string;
  /** Replaces the header's title when the tile is empty for another reason. */
  readonly empty?: { readonly title: string; readonly text: string };
  /** Metrics that are shown, when they are fewer than the header's. */
  readonly metrics?: readonly string[];
  /** The statement behind the figures, unless it is the report's query. */
  readonly sql?: string;
  /** Tables in addition to those of its queries and metrics. */
  readonly marts?: readonly string[];
}

/** Renders one kind of body: a pure function of its rows and of the context. */
export type DrawBody = (drawing: Drawing) => Drawn | Promise<Drawn>;

/** A table with the columns the header declares. @param rows cells in the order of the columns */
export function tableOf(
  { header }: Report,
  rows: TableBody['rows'],
  more: Partial<Pick<TableBody, 'total' | 'columns'>> = {},
): TableBody {
  const columns = Object.entries(header.columns).map(([key, column]) => ({ key, ...column }));
  return {
    kind: 'table',
    caption: header.title,
    columns,
    rows,
    sort: header.sort ?? null,
    total: rows.length,
    ...more,
  };
}
