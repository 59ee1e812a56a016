import type { ComponentChildren } from 'preact';
import { Scrolling } from '../elements/data-table.tsx';

interface LiveTileProps {
  readonly id: string;
  readonly title: string;
  readonly span: number;
  readonly scope?: string;
  readonly headline?: ComponentChildren;
  readonly foot: string;
  readonly children?: ComponentChildren;
}

/** A tile with the run status: read live, so that it also shows runs that published nothing. */
export const LiveTile = ({ id, title, span, scope, headline, foot, children }: LiveTileProps) => (
  <section class={`tile g${span}`} id={id} aria-labelledby={`${id}-title`} tabIndex={-1}>
    <header>
      <h2 id={`${id}-title`}>
        {title}
        {scope && <small> {scope}</small>}
      </h2>
    </header>
    {headline && <p class="headline">{headline}</p>}
    {children}
    <footer>
      <span>{foot}</span>
    </footer>
  </section>
);

interface LiveTableProps {
  readonly caption: string;
  /** Text, and a CSS class if needed. */
  readonly heads: readonly (readonly [string, string?])[];
  readonly look?: string;
  readonly children: ComponentChildren;
}

export const LiveTable = ({ caption, heads, look, children }: LiveTableProps) => (
  <Scrolling label={caption}>
    <table class={look}>
      <caption class="vh">{caption}</caption>
      <thead>
        <tr>
          {heads.map(([head, style]) => (
            <th scope="col" class={style}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  </Scrolling>
);

const OUTCOMES: Readonly<Record<string, readonly [string, string]>> = {
  ok: ['ok', ''],
  published: ['published', ''],
  degraded: ['degraded', 'late'],
  held_back: ['held back', 'failed'],
  nothing_read: ['nothing read', 'failed'],
  failed: ['failed', 'failed'],
};

export const Outcome = ({ word }: { word: string }) => {
  const [text, mark] = OUTCOMES[word] ?? [word, 'open'];
  return <span class={`status ${mark}`.trim()}>{text}</span>;
};
