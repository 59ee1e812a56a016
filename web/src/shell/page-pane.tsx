import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { PAGES } from '../../../lambdas/contracts/pages.ts';
import type { StatusSummary } from '../../../lambdas/contracts/status-summary.ts';
import { ReadError } from '../data/read-json.ts';
import { Boundary } from '../tile/boundary.tsx';
import { Middle } from '../tile/middle.tsx';
import type { Shown } from './use-shown-page.ts';

interface PagePaneProps {
  readonly shown: Shown | undefined;
  readonly summary: StatusSummary | undefined;
  readonly turn: number;
  /** The element on the page that the address names. */
  readonly place: string | null;
  again(): void;
}

/** Number of tiles that are rendered or have failed. */
function useSettled(of: string, expected: readonly string[]): readonly [boolean, (name: string) => void] {
  const [state, setState] = useState<{ readonly of: string; readonly names: ReadonlySet<string> }>({
    of,
    names: new Set(),
  });
  const settled = useCallback(
    (name: string) => setState((before) => ({ of, names: new Set([...(before.of === of ? before.names : []), name]) })),
    [of],
  );
  const names = state.of === of ? state.names : new Set<string>();
  return [expected.every((name) => names.has(name)), settled];
}

/** The page itself, or a message why there is none. `data-ready` marks that it is complete. */
export function PagePane({ shown, summary, turn, place, again }: PagePaneProps) {
  const main = useRef<HTMLElement>(null);
  const { id, manifest, Page, error } = shown ?? {};
  const of = `${id}:${turn}`;
  const expected = manifest?.tiles.map(({ tile }) => tile) ?? [];
  const [isReady, settled] = useSettled(of, id === 'health' ? ['status'] : expected);
  useEffect(() => {
    if (!shown) return;
    document.title = `${shown.title} · RetailPulse`;
    // The focused element was removed with the previous page.
    if (document.activeElement === document.body) main.current?.focus({ preventScroll: true });
  }, [shown]);
  useEffect(() => {
    if (!isReady || !place || place.includes('/')) return;
    const element = document.getElementById(place);
    element?.scrollIntoView({ block: 'start' });
    element?.focus({ preventScroll: true });
  }, [isReady, place]);
  return (
    <main id="main" tabIndex={-1} ref={main} data-ready={shown && Page && isReady ? of : undefined}>
      {shown && (
        <Boundary of={of} fallback={(thrown) => <Failed error={thrown} summary={undefined} again={again} />}>
          {Page ? (
            <Page key={id} manifest={manifest} settled={settled} />
          ) : error === undefined ? (
            <NoSuchPage path={`/${id}`} />
          ) : (
            <Failed error={error} summary={summary} again={again} />
          )}
        </Boundary>
      )}
    </main>
  );
}

const NoSuchPage = ({ path }: { path: string }) => (
  <section class="tile">
    <Middle icon="no" title="There is no such page" text={`There is nothing at ${path.slice(0, 80)}.`}>
      <a class="button primary" href={`/${PAGES[0].id}`}>
        {PAGES[0].title}
      </a>
    </Middle>
  </section>
);

interface FailedProps {
  readonly error: unknown;
  readonly summary: StatusSummary | undefined;
  again(): void;
}

function Failed({ error, summary, again }: FailedProps) {
  const isMissing = error instanceof ReadError && error.isMissing;
  const code =
    error instanceof ReadError ? error.code : error instanceof Error ? error.message.slice(0, 120) : 'unknown';
  if (summary ? summary.served === null : isMissing)
    return (
      <section class="tile">
        <Middle
          icon="overview"
          title="Nothing has been published yet"
          text="The first pipeline run publishes these pages. If it has run, Data health shows what held it back."
        >
          <a class="button primary" href="/health">
            Data health
          </a>
        </Middle>
      </section>
    );
  // Code that cannot be loaded belongs to a replaced app: only a reload helps.
  const isRead = error instanceof ReadError;
  return (
    <section class="tile">
      <Middle
        icon="warning"
        title={isRead ? 'The published data could not be read' : 'This page could not be drawn'}
        text="The numbers themselves are safe. Try again."
      >
        <button type="button" class="button" onClick={isRead ? again : () => location.reload()}>
          Try again
        </button>
        <code>{code}</code>
      </Middle>
    </section>
  );
}
