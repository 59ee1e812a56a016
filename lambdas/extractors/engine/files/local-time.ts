/** A wall-clock time of the shop and the moment it was. */
export interface LocalTime {
  /** Milliseconds UTC. */
  readonly at: number;
  /** `YYYY-MM` in the shop's zone. */
  readonly month: string;
  /** Wall clock as if it were UTC, milliseconds. */
  readonly wall: number;
}

const PATTERN = /^(\d{1,4})[/.-](\d{1,2})[/.-](\d{1,4})[ T](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?$/;
const PLACES = { MDY: [2, 0, 1], DMY: [2, 1, 0], YMD: [0, 1, 2] } as const;

/**
 * Reads wall-clock times of one zone. An hour that a clock change repeats is taken as its first pass.
 * @param century of years of two digits, 1900 or 2000; without it they are none
 */
export function localTimes(
  timeZone: string,
  order: keyof typeof PLACES,
  century = 0,
): (text: string) => LocalTime | undefined {
  const offsetAt = offsets(timeZone);
  return (text) => {
    const match = PATTERN.exec(text.trim());
    if (!match) return undefined;
    const parts = [Number(match[1]), Number(match[2]), Number(match[3])];
    const [written, month, day] = PLACES[(match[1] ?? '').length === 4 ? 'YMD' : order].map(
      (place) => parts[place]!,
    ) as [number, number, number];
    const year = written < 100 ? written + century : written;
    if (year < 1000 || month < 1 || month > 12 || day < 1 || day > 31 || Number(match[4]) > 23) return undefined;
    if (Number(match[5]) > 59 || Number(match[6] ?? 0) > 59) return undefined;
    const wall = Date.UTC(year, month - 1, day, Number(match[4]), Number(match[5]), Number(match[6] ?? 0));
    if (new Date(wall).getUTCDate() !== day) return undefined;
    return { at: momentOf(wall, offsetAt), month: new Date(wall).toISOString().slice(0, 7), wall };
  };
}

/** The first midnight of the zone that is later than a wall-clock time. */
export function nextMidnight(wall: number, timeZone: string): number {
  const day = 86_400_000;
  return momentOf(Math.floor(wall / day) * day + day, offsets(timeZone));
}

/** The moment at which clocks of a zone showed a wall-clock time. */
export function momentOf(wall: number, offsetAt: (at: number) => number): number {
  const guess = wall - offsetAt(wall);
  return wall - offsetAt(guess);
}

/** Milliseconds a zone is ahead of UTC at a moment; looked up once an hour. */
export function offsets(timeZone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const known = new Map<number, number>();
  return (at) => {
    const hour = Math.floor(at / 3_600_000) * 3_600_000;
    const kept = known.get(hour);
    if (kept !== undefined) return kept;
    const part = Object.fromEntries(format.formatToParts(hour).map(({ type, value }) => [type, Number(value)]));
    const wall = Date.UTC(part.year!, part.month! - 1, part.day, part.hour, part.minute, part.second);
    known.set(hour, wall - hour);
    return wall - hour;
  };
}
