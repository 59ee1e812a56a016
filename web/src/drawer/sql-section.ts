import { h } from '../dom.ts';

const KEYWORDS =
  /\b(select|from|where|and|or|as|sum|count|distinct|case|when|then|else|end|group by|order by|join|left join|on|date|max|min|coalesce|nullif|limit|not|is|null|in|floor|median|avg|datediff)\b|('[^']*')/g;

/** SQL with its words set off. */
function sqlText(sql: string): Node[] {
  const nodes: Node[] = [];
  let at = 0;
  for (const match of sql.matchAll(KEYWORDS)) {
    nodes.push(
      document.createTextNode(sql.slice(at, match.index)),
      match[1] ? h('b', {}, match[1]) : h('i', {}, match[2] ?? ''),
    );
    at = match.index + match[0].length;
  }
  return [...nodes, document.createTextNode(sql.slice(at))];
}

/** The statement with a way to copy it; null where there is none. */
export function sqlSection(sql: string): HTMLElement | null {
  if (!sql) return null;
  const copy = h('button', { type: 'button', class: 'button push' }, 'Copy');
  copy.addEventListener('click', async () => {
    await navigator.clipboard?.writeText(sql).catch(() => {});
    copy.textContent = 'Copied';
  });
  return h(
    'section',
    {},
    h('h3', {}, 'SQL', copy),
    h('pre', { tabindex: 0, 'aria-label': 'SQL text' }, h('code', {}, sqlText(sql))),
  );
}
