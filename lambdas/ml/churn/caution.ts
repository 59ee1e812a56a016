import type { Metrics } from '../model.ts';

const percent = (value: number) => `${Math.round(value * 100)} %`;

/** Warning against uses that the measures of a win-back list do not support, or null. */
export function cautionOf({ precision_at_10: top, list_leave_rate: all }: Metrics): string | null {
  if (top === undefined || all === undefined || top > all) return null;
  return `of the tenth it puts first ${percent(top)} left, of all overdue customers ${percent(all)}: the order of the list says what is at stake, not who leaves`;
}
