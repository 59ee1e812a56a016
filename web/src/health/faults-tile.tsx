import { groupFaults } from '../../../lambdas/contracts/fault-groups.ts';
import type { StatusDocument } from '../../../lambdas/contracts/status.ts';
import { count, moment } from '../format.ts';
import { LiveTable, LiveTile } from './live-tile.tsx';

/** Number of fault groups shown; status has all. */
const SHOWN = 30;

/** Quarantined records and nulled fields of every run, until a good reading. */
export function FaultsTile({ status: { faults } }: { status: StatusDocument }) {
  if (faults.total === 0) return null;
  const groups = groupFaults(faults.faults);
  return (
    <LiveTile
      id="faults"
      title="Left out until a good reading"
      span={12}
      scope="records and fields"
      headline={
        <>
          <b>{count(faults.total)}</b> left out or empty. None of them affects other records.
        </>
      }
      foot={
        groups.length > SHOWN
          ? `and ${groups.length - SHOWN} more kinds in npm run -s status`
          : 'Healed by the next good reading'
      }
    >
      <LiveTable
        caption="Records and fields that are left out"
        heads={[['Stream'], ['Count', 'n'], ['What'], ['Field'], ['Why'], ['Which'], ['At stake'], ['Since']]}
      >
        {groups.slice(0, SHOWN).map((group) => (
          <tr>
            <td>{group.where}</td>
            <td class="n">{count(group.count)}</td>
            <td>{group.effect.replace('_', ' ')}</td>
            <td>{group.field ?? ''}</td>
            <td>{group.reason}</td>
            <td class="mono">{group.places.join(', ') + (group.count > group.places.length ? ' …' : '')}</td>
            <td>{group.amounts.join(', ')}</td>
            <td>{moment(group.since)}</td>
          </tr>
        ))}
      </LiveTable>
    </LiveTile>
  );
}
