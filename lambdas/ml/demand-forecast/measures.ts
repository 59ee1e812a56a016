import type { ModelMeasure } from '../../contracts/pipeline.ts';

/** Figures of the forecast, the decision first: what has to be ordered for the lead time. */
export const DEMAND_MEASURES: readonly ModelMeasure[] = [
  {
    name: 'wape_lead_time',
    label: 'Share of units missed over 28 days',
    about: 'Units that the forecast of 28 days missed, over the units that were sold.',
    better: 'down',
  },
  {
    name: 'wape',
    label: 'WAPE by day',
    about: 'The same counted day by day, where chance weighs more.',
    better: 'down',
  },
  {
    name: 'mase',
    label: 'MASE',
    about: 'Error over that of repeating the last weeks: below 1 is better than repeating.',
    better: 'down',
  },
  {
    name: 'bias',
    label: 'Bias',
    about: 'Above 0 the forecast was too high on the whole, below 0 too low.',
    better: 'none',
  },
  {
    name: 'coverage',
    label: 'Days inside the 80% range',
    about: 'Share of days whose sales lay inside the range: 80% is right.',
    better: 'none',
  },
];
