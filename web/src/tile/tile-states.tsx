import { Middle } from './middle.tsx';

interface PlaceProps {
  readonly name: string;
  readonly title: string;
  readonly span: number;
}

/** A tile that is still loading: its place and its title. */
export const Skeleton = ({ name, title, span }: PlaceProps) => (
  <section class={`tile g${span}`} id={`tile-${name}`} aria-busy="true" aria-label={title}>
    <header>
      <h2>{title}</h2>
    </header>
    <i class="skeleton" />
    <i class="skeleton tall" />
    <footer>
      <i class="skeleton short" />
    </footer>
  </section>
);

interface FailedProps extends PlaceProps {
  /** A failure of the tile. */
  readonly what: string;
  readonly text: string;
  readonly code: string;
  readonly action: string;
  again(): void;
}

/** A tile that failed to load or render; the others continue. */
export const FailedTile = ({ name, title, span, what, text, code, action, again }: FailedProps) => (
  <section class={`tile g${span}`} id={`tile-${name}`} aria-label={title} tabIndex={-1}>
    <header>
      <h2>{title}</h2>
    </header>
    <Middle icon="warning" title={what} text={text}>
      <button type="button" class="button" onClick={again}>
        {action}
      </button>
      <code>{code}</code>
    </Middle>
    <footer>
      <span class="status failed">Not shown</span>
    </footer>
  </section>
);
