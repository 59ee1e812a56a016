import type { StatusDocument } from '../../../lambdas/contracts/status.ts';
import { failedChecks } from './checks-tile.ts';
import { faultsTile } from './faults-tile.ts';
import { incident } from './incident.ts';
import { incidentsTile } from './incidents-tile.ts';
import { keyFigures } from './key-figures.ts';
import { qualityTile } from './quality-heat.ts';
import { alertsTile, notRepresentable, runsTile } from './runs-tile.ts';
import { slicesTile } from './slices-tile.ts';
import { watermarks } from './watermarks-tile.ts';

/** Data health from the run status: what stands above the tiles, and the tiles. */
export function healthParts(status: StatusDocument): { above: HTMLElement[]; below: HTMLElement[] } {
  const open = incident(status);
  const faults = faultsTile(status);
  const extra = notRepresentable(status);
  return {
    above: [...(open ? [open] : []), keyFigures(status)],
    below: [
      incidentsTile(status),
      ...(faults ? [faults] : []),
      failedChecks(status),
      watermarks(status),
      qualityTile(status),
      runsTile(status),
      slicesTile(status),
      ...(extra ? [extra] : []),
      ...(status.alerts.length > 0 ? [alertsTile(status)] : []),
    ],
  };
}
