import type { StatusDocument } from '../../../lambdas/contracts/status.ts';
import { dataTable } from '../data-table.ts';
import { closeDialog, openDialog } from '../dialog.ts';
import { h } from '../dom.ts';
import { count, MISSING, shortMoment } from '../format.ts';
import { liveTile, table } from './live-tile.ts';

type Mark = StatusDocument['watermarks'][number];

const TITLE = 'Read up to';
const momentOf = ({ watermark }: Mark) => (watermark ? shortMoment(watermark) : MISSING);
const gapsOf = (marks: readonly Mark[]) => marks.reduce((sum, { gaps }) => sum + gaps, 0);

/** How far each connection is read: to where its furthest behind stream is. A row opens into its streams. */
export function watermarks(status: StatusDocument): HTMLElement {
  const gaps = gapsOf(status.watermarks);
  const connections = Map.groupBy(status.watermarks, ({ source, connection }) =>
    connection === 'main' ? source : `${source} (${connection})`,
  );
  return liveTile(
    'watermarks',
    TITLE,
    4,
    'committed, by connection',
    gaps > 0
      ? [h('b', {}, count(gaps)), ' gaps; the next run fills them.']
      : connections.size > 0
        ? 'No gaps.'
        : 'No stream has been read yet.',
    connections.size > 0 &&
      table(
        'Watermarks by connection',
        [['Connection'], ['Streams', 'right'], ['All to, UTC'], ...(gaps > 0 ? [['Gaps', 'right'] as const] : [])],
        [...connections].map(([name, marks]) => rowOf(name, marks, gaps > 0)),
      ),
    'A watermark moves only after its records are durable.',
  );
}

function rowOf(name: string, marks: readonly Mark[], showsGaps: boolean): HTMLElement {
  const last = marks.reduce((one, other) => ((other.watermark ?? '') < (one.watermark ?? '') ? other : one));
  const gaps = gapsOf(marks);
  return h(
    'tr',
    {},
    h(
      'th',
      { scope: 'row' },
      h(
        'button',
        { type: 'button', class: 'row-button', 'aria-haspopup': 'dialog', onclick: () => openStreams(name, marks) },
        name,
      ),
    ),
    h('td', { class: 'right' }, count(marks.length)),
    h('td', { class: 'nowrap' }, momentOf(last)),
    showsGaps && h('td', { class: `right ${gaps === 0 ? 'zero' : ''}` }, count(gaps)),
  );
}

const openStreams = (name: string, marks: readonly Mark[]): void =>
  openDialog(
    TITLE,
    name,
    [
      dataTable(
        `Watermarks of ${name}`,
        ['Stream', 'Committed to, UTC', 'Gaps'],
        marks.map((mark) => [mark.stream, momentOf(mark), count(mark.gaps)]),
      ),
    ],
    null,
    closeDialog,
  );
