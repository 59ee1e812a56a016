import { type Child, h, icon } from './dom.ts';

interface Open {
  readonly element: HTMLElement;
  readonly scrim: HTMLElement;
  readonly from: Element | null;
}

let open: Open | undefined;

function focusable(element: HTMLElement): HTMLElement[] {
  return [...element.querySelectorAll<HTMLElement>('a[href],button:not([disabled]),input,select,[tabindex="0"]')];
}

/** Keeps Tab inside the dialog. */
function trap(event: KeyboardEvent, element: HTMLElement): void {
  if (event.key !== 'Tab') return;
  const stops = focusable(element);
  const [first, last] = [stops[0], stops.at(-1)];
  if (event.shiftKey && document.activeElement === first) {
    event.preventDefault();
    last?.focus();
  } else if (!event.shiftKey && document.activeElement === last) {
    event.preventDefault();
    first?.focus();
  }
}

/** Opens a dialog over the page; the page behind is inert and gets its focus back. */
export function openDialog(kicker: string, title: string, body: Child[], foot: Child, onClose: () => void): void {
  const from = open?.from ?? document.activeElement;
  open?.element.remove();
  open?.scrim.remove();
  const close = h(
    'button',
    { type: 'button', class: 'button', 'aria-label': 'Close', onclick: onClose },
    icon('close'),
  );
  const element: HTMLElement = h(
    'div',
    { class: 'drawer', role: 'dialog', 'aria-modal': 'true', 'aria-labelledby': 'drawer-title' },
    h(
      'header',
      {},
      h('div', {}, h('p', { class: 'sub' }, kicker), h('h2', { id: 'drawer-title' }, title)),
      h('span', { class: 'push' }),
      close,
    ),
    h('div', { class: 'drawer-body', tabindex: 0, role: 'region', 'aria-label': title }, body),
    h('footer', {}, foot),
  );
  element.addEventListener('keydown', (event) => trap(event, element));
  const scrim = h('div', { class: 'scrim', onclick: onClose });
  document.getElementById('app')?.setAttribute('inert', '');
  document.body.append(scrim, element);
  open = { element, scrim, from };
  close.focus();
}

export function closeDialog(): void {
  if (!open) return;
  const { element, scrim, from } = open;
  open = undefined;
  element.remove();
  scrim.remove();
  document.getElementById('app')?.removeAttribute('inert');
  if (from instanceof HTMLElement && from.isConnected) from.focus();
}

export const isDialogOpen = (): boolean => open !== undefined;
