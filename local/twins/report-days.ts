import { dateText, dayOfText } from '../world/calendar/zones.ts';
import type { World } from '../world/world.ts';

/** Days of a daily report: from the world's first up to the current one. */
export function reportDays({ start, asOf }: World): string[] {
  const [first, today] = [start, asOf].map((ms) => dayOfText(new Date(ms).toISOString().slice(0, 10))) as [
    number,
    number,
  ];
  return Array.from({ length: today - first + 1 }, (_, at) => dateText(first + at));
}
