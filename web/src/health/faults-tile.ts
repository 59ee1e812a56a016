import { groupFaults } from '../../../lambdas/contracts/fault-groups.ts';
import type { StatusDocument } from '../../../lambdas/contracts/status.ts';
import { h } from '../dom.ts';
import { count, moment } from '../format.ts';
import { liveTile, table } from './live-tile.ts';

/** Kinds shown; status has all. */
const SHOWN = 30;

/** Records that are out and fields that are empty, of every run, until they are read well. */
export function faultsTile({ faults }: StatusDocument): HTMLElement | null {
  if (faults.total === 0) return null;
  const groups = groupFaults(faults.faults);
  return liveTile(
    'faults',
    'Out until read well',
    12,
    'records and fields',
    [h('b', {}, count(faults.total)), ' out or empty. Each costs itself and nothing else.'],
    table(
      'Records and fields that are out',
      [['Stream'], ['Count', 'n'], ['What'], ['Field'], ['Why'], ['Which'], ['At stake'], ['Since']],
      groups
        .slice(0, SHOWN)
        .map((group) =>
          h(
            'tr',
            {},
            h('td', {}, group.where),
            h('td', { class: 'n' }, count(group.count)),
            h('td', {}, group.effect.replace('_', ' ')),
            h('td', {}, group.field ?? ''),
            h('td', {}, group.reason),
            h('td', { class: 'mono' }, group.places.join(', ') + (group.count > group.places.length ? ' …' : '')),
            h('td', {}, group.amounts.join(', ')),
            h('td', {}, moment(group.since)),
          ),
        ),
    ),
    groups.length > SHOWN
      ? `and ${groups.length - SHOWN} more kinds in npm run -s status`
      : 'Healed by the next good reading',
  );
}
