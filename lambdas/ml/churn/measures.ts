import type { ModelMeasure } from '../../contracts/pipeline.ts';

/** Figures of the list of people at risk, the decision first. */
export const CHURN_MEASURES: readonly ModelMeasure[] = [
  {
    name: 'money_at_10',
    label: 'Money lost that the first tenth holds',
    about: 'Of all money that customers who left would have spent, the share of those in the first tenth of the list.',
    better: 'up',
  },
  {
    name: 'precision_at_10',
    label: 'Share of the first tenth who left',
    about: 'Of the people in the first tenth of the list, the share who did not order again.',
    better: 'up',
  },
  {
    name: 'list_leave_rate',
    label: 'Share of all overdue who left',
    about: 'The same over everybody who was overdue: a list in random order would do as well.',
    better: 'none',
  },
  {
    name: 'auc',
    label: 'AUC',
    about: 'How often a customer who left is ranked above one who stayed: 0.5 is chance, 1 is perfect.',
    better: 'up',
  },
  {
    name: 'lift_at_10',
    label: 'Lift of the top tenth',
    about: 'How many times as many leave in the first tenth as over everybody.',
    better: 'up',
  },
  {
    name: 'log_loss',
    label: 'Log loss',
    about: 'Punishes probabilities that were sure and wrong; 0 is perfect.',
    better: 'down',
  },
  {
    name: 'brier',
    label: 'Brier score',
    about: 'Mean squared error of the probabilities; 0 is perfect.',
    better: 'down',
  },
  {
    name: 'calibration_error',
    label: 'Calibration error',
    about: 'How far the probabilities lie from the shares that really left; 0 is perfect.',
    better: 'down',
  },
];
