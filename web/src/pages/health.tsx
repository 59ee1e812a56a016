import { useEffect } from 'preact/hooks';
import type { StatusDocument } from '../../../lambdas/contracts/status.ts';
import { readStatus } from '../data/published.ts';
import { ReadError } from '../data/read-json.ts';
import { useReading } from '../data/use-reading.ts';
import { ChecksTile } from '../health/checks-tile.tsx';
import { FaultsTile } from '../health/faults-tile.tsx';
import { Incident } from '../health/incident.tsx';
import { IncidentsTile } from '../health/incidents-tile.tsx';
import { KeyFigures } from '../health/key-figures.tsx';
import { QualityTile } from '../health/quality-heat.tsx';
import { AlertsTile, NotRepresentable, RunsTile } from '../health/runs-tile.tsx';
import { SlicesTile } from '../health/slices-tile.tsx';
import { WatermarksTile } from '../health/watermarks-tile.tsx';
import { Boundary } from '../tile/boundary.tsx';
import { FailedTile, Skeleton } from '../tile/tile-states.tsx';
import type { PageProps } from './page-props.ts';
import { LaidOut } from './standard.tsx';

const READ_MS = 30_000;
/** The live tile replaces it. */
const PUBLISHED_QUALITY = 'health_quality';

const TILES: readonly (readonly [
  name: string,
  span: number,
  Tile: (props: { status: StatusDocument }) => preact.ComponentChildren,
])[] = [
  ['incidents', 12, IncidentsTile],
  ['faults', 12, FaultsTile],
  ['checks', 8, ChecksTile],
  ['watermarks', 4, WatermarksTile],
  ['quality', 7, QualityTile],
  ['runs', 5, RunsTile],
  ['slices', 12, SlicesTile],
  ['not-representable', 12, NotRepresentable],
  ['alerts', 12, AlertsTile],
];

/** Live run status; a fault of one tile stays inside it. */
function LiveTiles({ status }: { status: StatusDocument }) {
  return (
    <>
      {TILES.map(([name, span, Tile]) => (
        <Boundary
          key={name}
          of={name}
          fallback={(error, again) => (
            <FailedTile
              name={name}
              title={name}
              span={span}
              what="This tile could not be drawn"
              text="The status holds something that this app does not know."
              code={error instanceof Error ? error.message.slice(0, 120) : 'unknown'}
              action="Try again"
              again={again}
            />
          )}
        >
          <Tile status={status} />
        </Boundary>
      ))}
    </>
  );
}

/** Data health: runs from the live status, models and quality from published data. */
export default function HealthPage({ manifest, settled }: PageProps) {
  const { value: status, error, again } = useReading('status', readStatus);
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === 'visible' && again(), READ_MS);
    return () => clearInterval(timer);
  }, [again]);
  const isSettled = status !== undefined || error !== undefined;
  useEffect(() => {
    if (isSettled) settled('status');
  }, [isSettled, settled]);
  const above = status && (
    <>
      <Incident status={status} />
      <KeyFigures status={status} />
    </>
  );
  const before = status ? (
    <LiveTiles status={status} />
  ) : error === undefined ? (
    <Skeleton name="status" title="State of the runs" span={12} />
  ) : (
    <FailedTile
      name="status"
      title="State of the runs"
      span={12}
      what="The state of the runs could not be read"
      text="Published data is below."
      code={error instanceof ReadError ? error.code : 'unknown'}
      action="Try again"
      again={again}
    />
  );
  if (!manifest)
    return (
      <>
        {above}
        <div class="grid">{before}</div>
      </>
    );
  const leaveOut = status ? { leaveOut: PUBLISHED_QUALITY } : {};
  return <LaidOut manifest={manifest} above={above} before={before} settled={settled} {...leaveOut} />;
}
