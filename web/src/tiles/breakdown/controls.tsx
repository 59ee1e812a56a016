import type { BreakdownBody } from '../../../../lambdas/contracts/tile/breakdown.ts';
import { move } from '../../address.ts';
import type { Chosen } from './chosen.ts';

/** The dimension that makes the rows; days and filters are those of the page. */
export const Controls = ({ body, chosen: { by } }: { body: BreakdownBody; chosen: Chosen }) => (
  // biome-ignore lint/a11y/useSemanticElements: a fieldset looks different in every browser
  <div class="segmented" role="group" aria-label="Rows">
    {body.dimensions.map(({ dimension, name, values }, at) =>
      values.length < 2 && at !== by && at !== 0 ? null : (
        <button
          key={dimension}
          type="button"
          data-by={dimension}
          aria-pressed={at === by}
          onClick={() => move({ by: at === 0 ? null : dimension })}
        >
          {name}
        </button>
      ),
    )}
  </div>
);
