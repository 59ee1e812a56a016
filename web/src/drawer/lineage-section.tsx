import type { LineageStep, Trust } from '../../../lambdas/contracts/tile/trust.ts';

const LAYER: Readonly<Record<LineageStep['layer'], string>> = {
  source: 'API field',
  raw: 'Landing and raw',
  staging: 'Staging',
  intermediate: 'Intermediate',
  model: 'Model',
  mart: 'Mart',
  metric: 'Metric',
  tile: 'Tile',
};
const NAMED = 8;

interface LineageProps {
  readonly lineage: readonly LineageStep[];
  readonly trust: Trust;
}

/** Lineage from the source to here; marks where a check failed. */
export function LineageSection({ lineage, trust }: LineageProps) {
  const failing = new Set(trust.failed.map(({ table }) => table.split('.').at(-1)));
  return (
    <section>
      <h3>Where it comes from</h3>
      <ol class="lineage">
        {lineage.map(({ layer, names }) => {
          const isWarned = names.some((name) => failing.has(name));
          return (
            <li>
              <span class={`dot${isWarned ? ' late' : ''}`} />
              <div>
                <b>
                  {names.slice(0, NAMED).join(', ')}
                  {names.length > NAMED && ` and ${names.length - NAMED} more`}
                </b>
                <span>{LAYER[layer]}</span>
              </div>
              <span class="muted">{isWarned ? 'check failed' : ''}</span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
