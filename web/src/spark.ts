import { svg } from './dom.ts';

const WIDTH = 160;
const HEIGHT = 26;

/** A line without axes, its last point marked. */
export function spark(values: readonly (number | null)[]): SVGElement {
  const known = values.filter((value) => value !== null);
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const x = (at: number) => 1 + (at / Math.max(1, values.length - 1)) * (WIDTH - 5);
  const y = (value: number) => (high === low ? HEIGHT / 2 : HEIGHT - 3 - ((value - low) / (high - low)) * (HEIGHT - 6));
  let path = '';
  let pen = 'M';
  for (const [at, value] of values.entries()) {
    if (value === null) pen = 'M';
    else {
      path += `${pen}${x(at).toFixed(1)} ${y(value).toFixed(1)}`;
      pen = 'L';
    }
  }
  const last = values.at(-1);
  return svg(
    'svg',
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, height: HEIGHT, 'aria-hidden': 'true' },
    svg('path', { d: path, fill: 'none', stroke: 'var(--c0)', 'stroke-width': 1.5 }),
    last != null && svg('circle', { cx: x(values.length - 1), cy: y(last), r: 2.5, fill: 'var(--ink)' }),
  );
}

let patterns = 0;

/** Value to date, the value compared with as a tick, and where the value will land as a hatched band. */
export function bullet(value: number, against: number | null, final: { low: number; high: number } | null): SVGElement {
  const scale = 1.12 * Math.max(value, against ?? 0, final?.high ?? 0) || 1;
  const x = (amount: number) => (Math.max(0, amount) / scale) * WIDTH;
  const id = `hatch-${++patterns}`;
  const band = final && { x: x(final.low), width: Math.max(3, x(final.high) - x(final.low)), y: 2, height: 8, rx: 1 };
  return svg(
    'svg',
    { viewBox: `0 0 ${WIDTH} 12`, height: 12, preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    svg(
      'pattern',
      { id, width: 5, height: 5, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
      svg('path', { d: 'M0 0V5', stroke: 'var(--hatch)', 'stroke-width': 2.4 }),
    ),
    svg('rect', { x: 0, y: 4, width: WIDTH, height: 4, rx: 2, fill: 'var(--grid)' }),
    svg('rect', { x: 0, y: 4, width: x(value), height: 4, rx: 2, fill: 'var(--c1)' }),
    band && svg('rect', { ...band, fill: 'var(--s3)' }),
    band && svg('rect', { ...band, fill: `url(#${id})` }),
    against !== null && svg('rect', { x: x(against) - 1, y: 0, width: 2, height: 12, fill: 'var(--ink)' }),
  );
}
