import type { StatusDocument } from '../../../lambdas/contracts/status.ts';
import { h } from '../dom.ts';
import { count, MISSING, shortMoment } from '../format.ts';
import { liveTile, streamName, table } from './live-tile.ts';

/** A first load has hundreds of slices; what did not finish comes first. */
const SHOWN = 40;

export function slicesTile(status: StatusDocument): HTMLElement {
  const total = status.slices.length;
  const rows = status.slices
    .toSorted((a, b) => Number(a.outcome === 'ok') - Number(b.outcome === 'ok'))
    .slice(0, SHOWN)
    .map((slice) => {
      const { proof } = slice;
      const proofText =
        proof === null
          ? MISSING
          : proof.kind === 'none'
            ? 'none offered'
            : `${proof.kind}, ${proof.expected === null ? MISSING : count(proof.expected)}`;
      const bad =
        proof !== null &&
        proof.kind !== 'none' &&
        proof.expected !== null &&
        proof.expected !== slice.rows + slice.quarantined;
      return h(
        'tr',
        {},
        h('th', { scope: 'row' }, streamName(slice)),
        h(
          'td',
          { class: 'muted nowrap wide-cell' },
          `${shortMoment(slice.window.from)} – ${shortMoment(slice.window.to)}`,
        ),
        h('td', { class: 'wide-cell' }, slice.path),
        h(
          'td',
          {},
          h(
            'span',
            {
              class: `status ${slice.outcome === 'ok' ? '' : slice.outcome === 'failed' ? 'failed' : 'late'}`,
              title: slice.error ?? null,
            },
            slice.outcome,
          ),
        ),
        h('td', { class: 'right' }, count(slice.rows)),
        h('td', { class: `right wide-cell ${slice.quarantined === 0 ? 'zero' : ''}` }, count(slice.quarantined)),
        h(
          'td',
          { class: 'nowrap' },
          h(
            'span',
            { class: `status ${proof === null || proof.kind === 'none' ? 'open' : bad ? 'failed' : ''}` },
            proofText,
          ),
        ),
        h(
          'td',
          { class: 'muted wide-cell' },
          slice.error ??
            (Object.keys(slice.drift).length > 0
              ? `new fields: ${Object.keys(slice.drift).slice(0, 3).join(', ')}`
              : ''),
        ),
      );
    });
  const failed = status.slices.filter(({ outcome: word }) => word !== 'ok').length;
  return liveTile(
    'slices',
    'Slices of the last run',
    12,
    '',
    rows.length === 0
      ? 'The last run read nothing.'
      : failed > 0
        ? [h('b', {}, count(failed)), ` of ${count(total)} slices did not finish. The next run reads them again.`]
        : `All ${count(total)} slices finished. Landed and quarantined rows equal the count the vendor declared, where it offers one.`,
    rows.length > 0 &&
      table(
        'Slices by stream',
        [
          ['Stream'],
          ['Window, UTC', 'wide-cell'],
          ['Path', 'wide-cell'],
          ['Outcome'],
          ['Rows', 'right'],
          ['Quarantined', 'right wide-cell'],
          ['Proof'],
          ['Note', 'wide-cell'],
        ],
        rows,
      ),
    `${total > SHOWN ? `The first ${SHOWN} of ${count(total)}. ` : ''}Declared: the vendor’s own count. Recounted: ids swept again. None offered: the vendor has no count.`,
  );
}
