import { move } from './address.ts';
import { closeDialog, isDialogOpen, openDialog } from './dialog.ts';
import { h } from './dom.ts';

const GO: Readonly<Record<string, string>> = { o: 'overview', c: 'customers', h: 'health', d: 'health', m: 'metrics' };
const KEYS: readonly (readonly [string, string])[] = [
  ['g then o, c, h, m', 'Go to Overview, Customers, Data health, Metrics'],
  ['/', 'Find a metric'],
  ['f', 'First filter'],
  ['t', 'Tables instead of charts'],
  ['[ and ]', 'Previous and next metric in the drawer'],
  ['← and →', 'Along a focused chart'],
  ['?', 'This list'],
  ['Esc', 'Close'],
];

const singleKeys = {
  get on() {
    return localStorage.getItem('single-keys') !== 'off';
  },
  set on(value: boolean) {
    localStorage.setItem('single-keys', value ? 'on' : 'off');
  },
};

function showKeys(): void {
  const box = h('input', {
    type: 'checkbox',
    checked: singleKeys.on,
    onchange: (event) => (singleKeys.on = (event.target as HTMLInputElement).checked),
  });
  openDialog(
    'Help',
    'Keys',
    [
      h(
        'table',
        {},
        h('caption', { class: 'vh' }, 'Keys'),
        h(
          'tbody',
          {},
          KEYS.map(([key, text]) => h('tr', {}, h('th', { scope: 'row' }, h('kbd', {}, key)), h('td', {}, text))),
        ),
      ),
      h('p', {}, h('label', {}, box, ' Single keys are on')),
    ],
    [],
    closeDialog,
  );
}

/** Moves through the metrics shown on the page while a metric's drawer is open. */
function nextMetric(step: 1 | -1): void {
  const names = [...document.querySelectorAll<HTMLElement>('.kpi[data-metric]')].map(
    (element) => element.dataset.metric!,
  );
  const shown = decodeURIComponent(location.hash).replace('#metric/', '');
  const at = names.indexOf(shown);
  if (at >= 0) move({ drawer: `metric/${names[(at + step + names.length) % names.length]}` }, 'replace');
}

let armed = false;

function act(key: string): boolean {
  if (armed) {
    armed = false;
    if (GO[key]) move({ page: GO[key], drawer: null, sort: null, at: null });
    return key in GO;
  }
  switch (key) {
    case 'g':
      armed = true;
      setTimeout(() => {
        armed = false;
      }, 1500);
      return true;
    case '/':
      if (!document.querySelector('[data-search]')) move({ page: 'metrics', drawer: null });
      setTimeout(() => document.querySelector<HTMLElement>('[data-search]')?.focus(), 120);
      return true;
    case 'f':
      document.querySelector<HTMLElement>('[data-filter]')?.focus();
      return true;
    case 't':
      for (const button of document.querySelectorAll<HTMLElement>('[data-toggle=table]')) button.click();
      return true;
    case '[':
      nextMetric(-1);
      return true;
    case ']':
      nextMetric(1);
      return true;
    case '?':
      showKeys();
      return true;
    default:
      return false;
  }
}

/** Single keys work while nothing is being typed, and can be switched off. */
export function listenToKeys(): void {
  addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && isDialogOpen()) {
      if (location.hash) move({ drawer: null });
      else closeDialog();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || !singleKeys.on) return;
    const typing = (event.target as Element).matches?.('input, select, textarea, [contenteditable]');
    if (!typing && act(event.key)) event.preventDefault();
  });
}
