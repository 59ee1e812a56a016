import type { Sentence } from '../../contracts/tile/sentence.ts';
import type { TableBody } from '../../contracts/tile/table-bodies.ts';
import type { TileBody } from '../../contracts/tile/tile.ts';
import type { Row } from '../../ports/warehouse.ts';
import type { Report } from '../../sql/reports/report-file.ts';
import type { ReportContext } from './report-context.ts';

/** What a kind of body is drawn from. */
export interface Drawing {
  readonly report: Report;
  readonly context: ReportContext;
  /** Rows of the report's query; none when it could not be asked. */
  readonly rows: readonly Row[];
  /** False when a table the query needs is missing. */
  readonly isAsked: boolean;
  /** Rows of the queries it uses, by name; none when they could not be asked. */
  readonly used: (query: string) => readonly Row[];
}

export interface Drawn {
  /** Undefined where there is nothing to show: the header says what stands in its place. */
  readonly body: TileBody | undefined;
  /** The sentence that says what the tile shows; silent when nothing is to say. */
  readonly headline?: Sentence;
  readonly scope?: string;
  /** What it shows whatever the page's period is, when rows decide it. */
  readonly covers?: string;
  /** Another title than the header's where nothing is shown for another reason. */
  readonly empty?: { readonly title: string; readonly text: string };
  /** Metrics that are shown, when they are fewer than the header's. */
  readonly metrics?: readonly string[];
  /** The statement that gives the figures, when it is not the report's query. */
  readonly sql?: string;
  /** Tables beside those of its queries and metrics. */
  readonly marts?: readonly string[];
}

/** Draws one kind of body: a pure function of its rows and of the context. */
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
