import { BarChart, CustomChart, LineChart, ScatterChart } from 'echarts/charts';
import { AriaComponent, GridComponent, TooltipComponent } from 'echarts/components';
import { type EChartsType, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { h, render } from 'preact';
import type { Drawn } from './drawn.ts';

// Aria draws decals, the hatching of bars and spans.
use([LineChart, BarChart, ScatterChart, CustomChart, GridComponent, TooltipComponent, AriaComponent, SVGRenderer]);

const NAMES = [
  'surface',
  'ink',
  'ink-2',
  'ink-3',
  'grid',
  'axis',
  'hatch',
  'line',
  'c0',
  'c1',
  'c2',
  's2',
  's3',
  's4',
  'pop',
] as const;
export type Colours = Readonly<Record<(typeof NAMES)[number], string>>;

/** Current values of the design tokens. */
export function readColours(): Colours {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(NAMES.map((name) => [name, style.getPropertyValue(`--${name}`).trim()])) as Colours;
}

export const hatch = (colours: Colours) => ({
  color: colours.hatch,
  dashArrayX: [1, 0],
  dashArrayY: [1.5, 3.5],
  rotation: -Math.PI / 4,
  symbolSize: 1,
});

/** Options common to all charts. `labels` are those of the x axis; about six are shown, including the last. */
export function common(colours: Colours, labels: readonly string[], format: (value: number) => string, shown = 6) {
  const step = Math.max(1, Math.ceil(labels.length / shown));
  const text = { color: colours['ink-3'], fontSize: 11, fontFamily: 'inherit' };
  return {
    animation: false,
    grid: { left: 48, right: 14, top: 22, bottom: 24, containLabel: false },
    aria: { enabled: true, label: { enabled: false }, decal: { show: true, decals: [{ symbol: 'none' }] } },
    tooltip: {
      trigger: 'axis' as const,
      confine: true,
      transitionDuration: 0,
      backgroundColor: colours.surface,
      borderColor: colours.line,
      borderWidth: 1,
      padding: [8, 12],
      textStyle: { color: colours.ink, fontSize: 12 },
      axisPointer: { type: 'line' as const, lineStyle: { color: colours.axis, width: 1, type: 'solid' as const } },
    },
    xAxis: {
      type: 'category' as const,
      data: [...labels],
      axisTick: { show: false },
      axisLine: { lineStyle: { color: colours.axis } },
      axisLabel: {
        ...text,
        interval: (at: number) => (labels.length - 1 - at) % step === 0,
        alignMaxLabel: 'right' as const,
        margin: 10,
      },
    },
    yAxis: {
      type: 'value' as const,
      splitNumber: 3,
      splitLine: { lineStyle: { color: colours.grid } },
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { ...text, formatter: format },
    },
  };
}

export interface TipRow {
  readonly name: string;
  readonly value: string;
}

/** Date, then one row per name and value, then a note. */
export function tip(title: string, rows: readonly TipRow[], note = ''): HTMLElement {
  const holder = document.createElement('div');
  const lines = rows.flatMap(({ name, value }) => [h('span', {}, name), h('span', {}, value)]);
  render(h('div', { class: 'tip' }, h('b', {}, title), lines, note && h('em', {}, note)), holder);
  return holder;
}

/** Arrow keys move along the points; the current point is shown and read aloud. */
function followKeys(element: HTMLElement, chart: EChartsType, points: number, show: (at: number) => void): () => void {
  let at = points - 1;
  const listen = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    at = Math.min(points - 1, Math.max(0, at + step));
    chart.dispatchAction({ type: 'showTip', seriesIndex: 0, dataIndex: at });
    show(at);
  };
  const leave = () => chart.dispatchAction({ type: 'hideTip' });
  element.addEventListener('keydown', listen);
  element.addEventListener('blur', leave);
  return () => {
    element.removeEventListener('keydown', listen);
    element.removeEventListener('blur', leave);
  };
}

/** A chart's points: their number, their text, and the callback for the shown one. */
export interface Points {
  readonly count: number;
  text(at: number): string;
  read(text: string): void;
}

/** Renders an option and returns the handle its container keeps. */
export function draw(
  element: HTMLElement,
  option: Parameters<EChartsType['setOption']>[0],
  { count, text, read }: Points,
): Drawn {
  const chart = init(element, null, { renderer: 'svg' });
  chart.setOption(option);
  // Our own label describes the figure.
  element.querySelector('svg')?.setAttribute('aria-hidden', 'true');
  const forget = followKeys(element.parentElement!, chart, count, (at) => read(text(at)));
  return {
    resize: () => chart.resize(),
    dispose: () => {
      forget();
      chart.dispose();
    },
  };
}
