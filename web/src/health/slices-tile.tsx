import type { StatusDocument } from '../../../lambdas/contracts/status.ts';
import { count, MISSING, shortMoment } from '../format.ts';
import { LiveTable, LiveTile } from './live-tile.tsx';
import { streamName } from './words.ts';

type Slice = StatusDocument['slices'][number];

/** A first load has hundreds of slices; unfinished ones come first. */
const SHOWN = 40;

/** Records that the vendor sent, landed now or earlier. */
const recordsRead = ({ rows, quarantined, repeats }: Slice) => rows + quarantined + (repeats?.rows ?? 0);

function Proof(slice: Slice) {
  const { proof } = slice;
  if (proof === null) return <span class="status open">{MISSING}</span>;
  if (proof.kind === 'none') return <span class="status open">none offered</span>;
  const isBad = proof.expected !== null && proof.expected !== recordsRead(slice);
  return (
    <span class={`status ${isBad ? 'failed' : ''}`.trim()}>
      {proof.kind}, {proof.expected === null ? MISSING : count(proof.expected)}
    </span>
  );
}

const noteOf = ({ error, drift, repeats }: Slice): string => {
  const fields = Object.keys(drift);
  if (repeats && repeats.rows > 0) return `${count(repeats.rows)} read, as landed before`;
  return error ?? (fields.length > 0 ? `new fields: ${fields.slice(0, 3).join(', ')}` : '');
};

const Row = ({ slice }: { slice: Slice }) => (
  <tr>
    <th scope="row">{streamName(slice)}</th>
    <td class="muted nowrap wide-cell">
      {shortMoment(slice.window.from)} – {shortMoment(slice.window.to)}
    </td>
    <td class="wide-cell">{slice.path}</td>
    <td>
      <span
        class={`status ${slice.outcome === 'ok' ? '' : slice.outcome === 'failed' ? 'failed' : 'late'}`.trim()}
        title={slice.error ?? undefined}
      >
        {slice.outcome}
      </span>
    </td>
    <td class="right">{count(slice.rows)}</td>
    <td class={`right wide-cell ${slice.quarantined === 0 ? 'zero' : ''}`.trim()}>{count(slice.quarantined)}</td>
    <td class="nowrap">
      <Proof {...slice} />
    </td>
    <td class="muted wide-cell">{noteOf(slice)}</td>
  </tr>
);

export function SlicesTile({ status: { slices } }: { status: StatusDocument }) {
  const total = slices.length;
  const shown = slices.toSorted((a, b) => Number(a.outcome === 'ok') - Number(b.outcome === 'ok')).slice(0, SHOWN);
  const failed = slices.filter(({ outcome }) => outcome !== 'ok').length;
  const repeated = slices.filter(({ repeats }) => repeats && repeats.rows > 0).length;
  const headline =
    total === 0 ? (
      'The last run read nothing.'
    ) : failed > 0 ? (
      <>
        <b>{count(failed)}</b> of {count(total)} slices did not finish. The next run reads them again.
      </>
    ) : (
      `All ${count(total)} slices finished. ${repeated > 0 ? `${count(repeated)} brought what was landed today, and landed nothing. ` : ''}What was read equals the vendor’s count, if it offers one.`
    );
  return (
    <LiveTile
      id="slices"
      title="Slices of the last run"
      span={12}
      headline={headline}
      foot={`${total > SHOWN ? `The first ${SHOWN} of ${count(total)}. ` : ''}Declared: the vendor’s own count. Recounted: ids listed a second time. None offered: the vendor has no count.`}
    >
      {total > 0 && (
        <LiveTable
          caption="Slices by stream"
          heads={[
            ['Stream'],
            ['Window, UTC', 'wide-cell'],
            ['Path', 'wide-cell'],
            ['Outcome'],
            ['Rows', 'right'],
            ['Quarantined', 'right wide-cell'],
            ['Proof'],
            ['Note', 'wide-cell'],
          ]}
        >
          {shown.map((slice) => (
            <Row key={slice.slice_id} slice={slice} />
          ))}
        </LiveTable>
      )}
    </LiveTile>
  );
}
