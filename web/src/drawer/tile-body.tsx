import type { Tile } from '../../../lambdas/contracts/tile/tile.ts';
import { LineageSection } from './lineage-section.tsx';
import { SqlSection } from './sql-section.tsx';
import { ChecksSection, Facts } from './trust-sections.tsx';

/** Details of a tile. */
export const TileBody = ({ tile }: { tile: Tile }) => (
  <>
    <Facts trust={tile.trust} owner={tile.metrics.length > 0 ? 'see metrics' : 'data'} kind={tile.name} />
    <section>
      <h3>How this is made</h3>
      <p>{tile.about}</p>
    </section>
    {tile.metrics.length > 0 && (
      <section>
        <h3>Metrics</h3>
        <div class="tags">
          {tile.metrics.map((metric) => (
            <a class="tag accent" href={`#metric/${metric}`}>
              {metric.replaceAll('_', ' ')}
            </a>
          ))}
        </div>
      </section>
    )}
    <SqlSection sql={tile.sql} />
    <LineageSection lineage={tile.lineage} trust={tile.trust} />
    <ChecksSection trust={tile.trust} />
  </>
);
