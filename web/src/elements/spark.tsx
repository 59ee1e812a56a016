import { useId } from 'preact/hooks';

const WIDTH = 160;
const HEIGHT = 26;

/** A line without axes, its last point marked. */
export function Spark({ values }: { values: readonly (number | null)[] }) {
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
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} height={HEIGHT} aria-hidden="true">
      <path d={path} fill="none" stroke="var(--c0)" stroke-width="1.5" />
      {last != null && <circle cx={x(values.length - 1)} cy={y(last)} r="2.5" fill="var(--ink)" />}
    </svg>
  );
}

interface BulletProps {
  readonly value: number;
  /** The plan, or what is compared with. */
  readonly target: number | null;
  readonly projected: { readonly low: number; readonly high: number } | null;
}

/** Value to date, the target as a tick, and the projected value as a hatched band. */
export function Bullet({ value, target, projected }: BulletProps) {
  const id = useId();
  const scale = 1.12 * Math.max(value, target ?? 0, projected?.high ?? 0) || 1;
  const x = (amount: number) => (Math.max(0, amount) / scale) * WIDTH;
  const band = projected && {
    x: x(projected.low),
    width: Math.max(3, x(projected.high) - x(projected.low)),
    y: 2,
    height: 8,
    rx: 1,
  };
  return (
    <svg viewBox={`0 0 ${WIDTH} 12`} height="12" preserveAspectRatio="none" aria-hidden="true">
      <pattern id={id} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <path d="M0 0V5" stroke="var(--hatch)" stroke-width="2.4" />
      </pattern>
      <rect x="0" y="4" width={WIDTH} height="4" rx="2" fill="var(--grid)" />
      <rect x="0" y="4" width={x(value)} height="4" rx="2" fill="var(--c1)" />
      {band && <rect {...band} fill="var(--s3)" />}
      {band && <rect {...band} fill={`url(#${id})`} />}
      {target !== null && <rect x={x(target) - 1} y="0" width="2" height="12" fill="var(--ink)" />}
    </svg>
  );
}
