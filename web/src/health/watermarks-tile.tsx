import { useState } from 'preact/hooks';
import type { StatusDocument } from '../../../lambdas/contracts/status.ts';
import { DataTable } from '../elements/data-table.tsx';
import { Dialog } from '../elements/dialog.tsx';
import { count, MISSING, shortMoment } from '../format.ts';
import { LiveTable, LiveTile } from './live-tile.tsx';

type Mark = StatusDocument['watermarks'][number];

const TITLE = 'Read up to';
const momentOf = ({ watermark }: Mark) => (watermark ? shortMoment(watermark) : MISSING);
const gapsOf = (marks: readonly Mark[]) => marks.reduce((sum, { gaps }) => sum + gaps, 0);

interface RowProps {
  readonly name: string;
  readonly marks: readonly Mark[];
  readonly showsGaps: boolean;
}

/** A connection, which expands to its streams. */
function Row({ name, marks, showsGaps }: RowProps) {
  const [isOpen, setOpen] = useState(false);
  const last = marks.reduce((one, other) => ((other.watermark ?? '') < (one.watermark ?? '') ? other : one));
  const gaps = gapsOf(marks);
  return (
    <tr>
      <th scope="row">
        <button type="button" class="row-button" aria-haspopup="dialog" onClick={() => setOpen(true)}>
          {name}
        </button>
        {isOpen && (
          <Dialog kicker={TITLE} title={name} onClose={() => setOpen(false)}>
            <DataTable
              caption={`Watermarks of ${name}`}
              heads={['Stream', 'Committed to, UTC', 'Gaps']}
              rows={marks.map((mark) => [mark.stream, momentOf(mark), count(mark.gaps)])}
            />
          </Dialog>
        )}
      </th>
      <td class="right">{count(marks.length)}</td>
      <td class="nowrap">{momentOf(last)}</td>
      {showsGaps && <td class={`right ${gaps === 0 ? 'zero' : ''}`.trim()}>{count(gaps)}</td>}
    </tr>
  );
}

/** How far each connection is read: up to its furthest-behind stream. */
export function WatermarksTile({ status }: { status: StatusDocument }) {
  const gaps = gapsOf(status.watermarks);
  const connections = Map.groupBy(status.watermarks, ({ source, connection }) =>
    connection === 'main' ? source : `${source} (${connection})`,
  );
  const none = connections.size > 0 ? 'No gaps.' : 'No stream has been read yet.';
  return (
    <LiveTile
      id="watermarks"
      title={TITLE}
      span={4}
      scope="committed, by connection"
      headline={
        gaps > 0 ? (
          <>
            <b>{count(gaps)}</b> gaps; the next run fills them.
          </>
        ) : (
          none
        )
      }
      foot="A watermark moves only after its records are durable."
    >
      {connections.size > 0 && (
        <LiveTable
          caption="Watermarks by connection"
          heads={[
            ['Connection'],
            ['Streams', 'right'],
            ['All to, UTC'],
            ...(gaps > 0 ? [['Gaps', 'right'] as const] : []),
          ]}
        >
          {[...connections].map(([name, marks]) => (
            <Row key={name} name={name} marks={marks} showsGaps={gaps > 0} />
          ))}
        </LiveTable>
      )}
    </LiveTile>
  );
}
