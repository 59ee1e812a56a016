import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

const KEYWORDS =
  /\b(select|from|where|and|or|as|sum|count|distinct|case|when|then|else|end|group by|order by|join|left join|on|date|max|min|coalesce|nullif|limit|not|is|null|in|floor|median|avg|datediff)\b|('[^']*')/g;

/** SQL with syntax highlighting. */
function setOff(sql: string): ComponentChildren[] {
  const parts: ComponentChildren[] = [];
  let at = 0;
  for (const match of sql.matchAll(KEYWORDS)) {
    parts.push(sql.slice(at, match.index), match[1] ? <b>{match[1]}</b> : <i>{match[2]}</i>);
    at = match.index + match[0].length;
  }
  return [...parts, sql.slice(at)];
}

/** The statement with a copy button; nothing without a statement. */
export function SqlSection({ sql }: { sql: string }) {
  const [copied, setCopied] = useState('');
  if (!sql) return null;
  const copy = async () => {
    await navigator.clipboard?.writeText(sql).then(
      () => setCopied(sql),
      () => {},
    );
  };
  return (
    <section>
      <h3>
        SQL
        <button type="button" class="button push" onClick={() => void copy()}>
          {copied === sql ? 'Copied' : 'Copy'}
        </button>
      </h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard */}
      <pre tabIndex={0}>
        <code>{setOff(sql)}</code>
      </pre>
    </section>
  );
}
