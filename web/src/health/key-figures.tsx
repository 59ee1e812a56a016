import type { ComponentChildren } from 'preact';
import { scoresByTable } from '../../../lambdas/contracts/quality-score.ts';
import type { StatusDocument } from '../../../lambdas/contracts/status.ts';
import { count, duration, MISSING, moment, short } from '../format.ts';
import { Outcome } from './live-tile.tsx';
import { bare, seconds } from './words.ts';

interface KpiProps {
  readonly name: string;
  readonly detail: string;
  readonly foot: string;
  readonly bad?: boolean;
  readonly children: ComponentChildren;
}

const Kpi = ({ name, detail, foot, bad = false, children }: KpiProps) => (
  <article class="kpi">
    <div class="kpi-name">
      <span>{name}</span>
    </div>
    <span class="kpi-value">{children}</span>
    <div class="kpi-change">
      <span class={bad ? 'change bad' : 'baseline'}>{detail}</span>
    </div>
    <p class="kpi-foot">{foot}</p>
  </article>
);

function QualityKpis({ checks, last_run: last }: StatusDocument) {
  const scores = scoresByTable(checks);
  const mean = scores.length > 0 ? scores.reduce((sum, { score }) => sum + score, 0) / scores.length : null;
  const [worst] = scores;
  const failing = checks.filter((check) => check.outcome !== 'pass').length;
  return (
    <>
      <Kpi
        name="Quality score"
        detail={worst && worst.failed > 0 ? `lowest: ${bare(worst.table)}` : 'mean over tables'}
        foot={`${count(scores.length)} tables`}
      >
        {mean === null ? MISSING : short(mean, 'score', null)}
      </Kpi>
      <Kpi
        name="Checks passed"
        detail={failing === 0 ? 'none failed' : `${count(failing)} not passed`}
        foot="of the last pipeline run"
        bad={failing > 0 && last?.outcome === 'held_back'}
      >
        {count(checks.length - failing)} <small>of {count(checks.length)}</small>
      </Kpi>
    </>
  );
}

const RunKpi = ({ last_run: last }: StatusDocument) => (
  <Kpi
    name="Last run"
    detail={last ? duration(seconds(last.started_at, last.finished_at)) : ''}
    foot={last ? moment(last.finished_at) : 'no run yet'}
    bad={last !== null && last.outcome !== 'published' && last.outcome !== 'ok'}
  >
    {last ? <Outcome word={last.outcome} /> : MISSING}
  </Kpi>
);

function RowKpis({ slices, faults }: StatusDocument) {
  const rows = slices.reduce((sum, slice) => sum + slice.rows, 0);
  const quarantined = slices.reduce((sum, slice) => sum + slice.quarantined, 0);
  const proven = slices.filter((slice) => slice.proof && slice.proof.kind !== 'none').length;
  const failed = slices.filter((slice) => slice.outcome !== 'ok').length;
  return (
    <>
      <Kpi
        name="Rows landed"
        detail={`${count(slices.length)} slices`}
        foot={failed > 0 ? `${count(failed)} not finished` : 'all slices finished'}
        bad={failed > 0}
      >
        {count(rows)}
      </Kpi>
      <Kpi
        name="Quarantined"
        detail={rows > 0 ? short(quarantined / (rows + quarantined), 'share', null) : ''}
        foot={
          faults.total > 0 ? `${count(faults.total)} left out in total, over all runs` : 'stored with their reasons'
        }
        bad={faults.total > 0}
      >
        {count(quarantined)} <small>rows</small>
      </Kpi>
      <Kpi
        name="Proven complete"
        detail="equal to the vendor’s count"
        foot={
          proven === slices.length ? 'no slice without a count' : `${count(slices.length - proven)} without a count`
        }
      >
        {count(proven)} <small>of {count(slices.length)}</small>
      </Kpi>
    </>
  );
}

export const KeyFigures = ({ status }: { status: StatusDocument }) => (
  <section class="kpis" aria-label="Key figures">
    <QualityKpis {...status} />
    <RunKpi {...status} />
    <RowKpis {...status} />
  </section>
);
