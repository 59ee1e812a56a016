import { useEffect, useState } from 'preact/hooks';
import { PAGES } from '../../../lambdas/contracts/pages.ts';
import { move } from '../address.ts';
import { Dialog } from '../elements/dialog.tsx';

const list = new Intl.ListFormat('en-GB', { type: 'unit' });
const KEYS: readonly (readonly [string, string])[] = [
  [`g then ${list.format(PAGES.map(({ key }) => key))}`, `Go to ${list.format(PAGES.map(({ title }) => title))}`],
  ['/', 'Find a metric'],
  ['f', 'First filter'],
  ['t', 'Tables instead of charts'],
  ['[ and ]', 'Previous and next metric in the drawer'],
  ['← and →', 'Along a focused chart'],
  ['?', 'This list'],
  ['Esc', 'Close'],
];
const ARMED_MS = 1500;
const SEARCH_MS = 3000;

const areOn = () => localStorage.getItem('single-keys') !== 'off';

/** The list of keyboard shortcuts, and the switch for single-key ones. */
export function KeysDialog({ onClose }: { onClose(): void }) {
  const [isOn, setOn] = useState(areOn);
  const turn = (on: boolean) => {
    localStorage.setItem('single-keys', on ? 'on' : 'off');
    setOn(on);
  };
  return (
    <Dialog kicker="Help" title="Keys" onClose={onClose}>
      <table>
        <caption class="vh">Keys</caption>
        <tbody>
          {KEYS.map(([key, text]) => (
            <tr key={key}>
              <th scope="row">
                <kbd>{key}</kbd>
              </th>
              <td>{text}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        <label>
          <input type="checkbox" checked={isOn} onChange={(event) => turn(event.currentTarget.checked)} /> Single keys
          are on
        </label>
      </p>
    </Dialog>
  );
}

/** Moves through the page's metrics while a metric's drawer is open. */
function nextMetric(step: 1 | -1): void {
  const names = [...document.querySelectorAll<HTMLElement>('.kpi[data-metric]')].map(({ dataset }) => dataset.metric!);
  const shown = decodeURIComponent(location.hash).replace('#metric/', '');
  const at = names.indexOf(shown);
  if (at >= 0) move({ drawer: `metric/${names[(at + step + names.length) % names.length]}` }, 'replace');
}

/** The search field of the metric list, on its page; that page may still have to load. */
function findMetric(): void {
  const field = () => document.querySelector<HTMLElement>('[data-search]');
  if (!field()) move({ page: 'metrics', drawer: null, filter: null, sort: null, at: null });
  const until = performance.now() + SEARCH_MS;
  const look = () => {
    const found = field();
    if (found) found.focus();
    else if (performance.now() < until) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

interface KeyActions {
  toggleTables(): void;
  showKeys(): void;
}

/** Single-key shortcuts work outside text fields, and can be switched off. */
export function useKeys({ toggleTables, showKeys }: KeyActions): void {
  useEffect(() => {
    let armedUntil = 0;
    const act = (key: string): boolean => {
      if (performance.now() < armedUntil) {
        armedUntil = 0;
        const page = PAGES.find((one) => one.key === key);
        if (page) move({ page: page.id, drawer: null, filter: null, sort: null, at: null });
        return page !== undefined;
      }
      switch (key) {
        case 'g':
          armedUntil = performance.now() + ARMED_MS;
          return true;
        case '/':
          findMetric();
          return true;
        case 'f':
          document.querySelector<HTMLElement>('[data-filter]')?.focus();
          return true;
        case 't':
          toggleTables();
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
    };
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || !areOn()) return;
      const isTyping = (event.target as Element).matches?.('input, select, textarea, [contenteditable]');
      if (!isTyping && act(event.key)) event.preventDefault();
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, [toggleTables, showKeys]);
}
