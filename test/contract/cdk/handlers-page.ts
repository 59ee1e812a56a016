// docs/handlers.md holds figures that take a quarter of an hour to measure; which handlers there are is known at once.

const ROW = /^\| ([a-z][\w-]*) \|.*$/gm;
const HEAD = 'handler';

/** The page with a row for each deployed handler and no other: measured rows as they are, dashes where nothing was measured yet. */
export function handlersPage(page: string, handlers: readonly string[]): string {
  const measured = new Map([...page.matchAll(ROW)].map(([row, name]) => [name!, row]));
  const columns = measured.get(HEAD)!.split('|').length - 2;
  const rows = handlers
    .toSorted()
    .map((name) => measured.get(name) ?? `| ${[name, ...Array(columns - 1).fill('–')].join(' | ')} |`);
  const table = page.slice(page.indexOf(measured.get(HEAD)!));
  const [head, line] = table.split('\n');
  return `${page.slice(0, page.indexOf(head!))}${[head, line, ...rows].join('\n')}\n`;
}
