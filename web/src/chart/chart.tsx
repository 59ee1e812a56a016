import { useEffect, useRef, useState } from 'preact/hooks';
import type { Drawn } from './drawn.ts';

type Charts = typeof import('./charts.ts');

let library: Promise<Charts> | undefined;
let arrived: Charts | undefined;

function loadCharts(): Promise<Charts> {
  library ??= import('./charts.ts').then((charts) => {
    arrived = charts;
    return charts;
  });
  // The next chart retries a failed load.
  library.catch(() => {
    library = undefined;
  });
  return library;
}

const THEME = new MutationObserver(() => dispatchEvent(new Event('theme')));
THEME.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
const PAPER = matchMedia('print');
const LOOKS = [matchMedia('(prefers-color-scheme: dark)'), matchMedia('(forced-colors: active)')];

export interface ChartProps {
  /** A sentence that states the chart's message, for screen readers. */
  readonly label: string;
  /** Data of the chart; new data is rendered anew. */
  readonly of: unknown;
  readonly low?: boolean;
  draw(charts: Charts, element: HTMLElement, read: (text: string) => void): Drawn;
}

/**
 * A figure of fixed height that is rendered when it scrolls near, or for printing. Its code is loaded after the first
 * paint, on pages with a chart.
 */
export function Chart({ label, of, low = false, draw }: ChartProps) {
  const plot = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLDivElement>(null);
  const drawn = useRef<Drawn | undefined>(undefined);
  const [isNear, setNear] = useState(false);
  const [point, setPoint] = useState('');
  const [fault, setFault] = useState<unknown>();
  // The tile's error boundary reports it.
  if (fault !== undefined) throw fault;

  useEffect(() => {
    const near = new IntersectionObserver(([entry]) => entry?.isIntersecting && setNear(true), { rootMargin: '400px' });
    const sizes = new ResizeObserver(() => drawn.current?.resize());
    near.observe(plot.current!);
    sizes.observe(plot.current!);
    const soon = 'requestIdleCallback' in globalThis ? requestIdleCallback : (run: () => void) => setTimeout(run, 200);
    soon(() => void loadCharts().catch(() => {}));
    return () => {
      near.disconnect();
      sizes.disconnect();
    };
  }, []);

  // `of` identifies the input of `draw`.
  useEffect(() => {
    let isOver = false;
    const show = (charts: Charts) => {
      if (isOver || !canvas.current) return;
      drawn.current?.dispose();
      drawn.current = draw(charts, canvas.current, setPoint);
    };
    const again = () => drawn.current && arrived && show(arrived);
    const print = () => {
      if (!drawn.current && arrived) show(arrived);
      drawn.current?.resize();
    };
    if (isNear) {
      if (arrived) show(arrived);
      else loadCharts().then(show, (error) => !isOver && setFault(error));
    }
    addEventListener('theme', again);
    for (const look of LOOKS) look.addEventListener('change', again);
    addEventListener('beforeprint', print);
    PAPER.addEventListener('change', print);
    return () => {
      isOver = true;
      removeEventListener('theme', again);
      for (const look of LOOKS) look.removeEventListener('change', again);
      removeEventListener('beforeprint', print);
      PAPER.removeEventListener('change', print);
      drawn.current?.dispose();
      drawn.current = undefined;
    };
  }, [isNear, of]);

  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys move along its points */}
      <div ref={plot} class={`plot${low ? ' low' : ''}`} role="img" aria-label={label} tabIndex={0}>
        <div ref={canvas} class="canvas" />
      </div>
      <span class="vh" role="status">
        {point}
      </span>
    </>
  );
}
