import { h } from './dom.ts';

type Charts = typeof import('./charts/charts.ts');
/** Draws into an element and can be asked to draw again or to go away. */
export interface Drawn {
  resize(): void;
  dispose(): void;
}

let library: Promise<Charts> | undefined;
const loadCharts = (): Promise<Charts> => {
  library ??= import('./charts/charts.ts');
  return library;
};

/** Asks for the charts' code when the page has been painted. */
export const prefetchCharts = (): void => {
  const soon = 'requestIdleCallback' in globalThis ? requestIdleCallback : (run: () => void) => setTimeout(run, 200);
  soon(() => void loadCharts());
};

interface Slot {
  readonly element: HTMLElement;
  draw(charts: Charts): Drawn;
  drawn?: Drawn;
}

const slots = new Set<Slot>();

async function show(slot: Slot): Promise<void> {
  const charts = await loadCharts();
  if (!slot.element.isConnected) return;
  slot.drawn?.dispose();
  slot.drawn = slot.draw(charts);
  slot.element.dataset.drawn = 'true';
}

const near = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      near.unobserve(target);
      for (const slot of slots) if (slot.element === target) void show(slot);
    }
  },
  { rootMargin: '400px' },
);

const sizes = new ResizeObserver((entries) => {
  for (const { target } of entries) for (const slot of slots) if (slot.element === target) slot.drawn?.resize();
});

/** Colours are read when a chart is drawn: draw all again when the theme changes. */
export function redrawCharts(): void {
  for (const slot of slots) if (slot.drawn) void show(slot);
}

/** Lets go of charts whose page is gone. */
export function forgetCharts(): void {
  for (const slot of slots) {
    if (slot.element.isConnected) continue;
    slot.drawn?.dispose();
    slots.delete(slot);
  }
}

/**
 * A figure of known height that is drawn when it comes near.
 * @param label a sentence that states what the picture shows, for those who cannot see it
 */
export function chartSlot(
  label: string,
  draw: (charts: Charts, element: HTMLElement) => Drawn,
  low = false,
): HTMLElement {
  const element = h('div', { class: `plot${low ? ' low' : ''}`, role: 'img', 'aria-label': label, tabindex: 0 });
  const slot: Slot = { element, draw: (charts) => draw(charts, element) };
  slots.add(slot);
  near.observe(element);
  sizes.observe(element);
  return element;
}
