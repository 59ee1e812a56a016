import { useEffect, useRef } from 'preact/hooks';
import { PAGES, type PageEntry } from '../../../lambdas/contracts/pages.ts';
import type { Current } from '../../../lambdas/contracts/pipeline.ts';
import { type Address, keepingView } from '../address.ts';
import { Icon } from '../elements/icon.tsx';
import { moment } from '../format.ts';
import { ThemeButton } from './theme-button.tsx';

/** Pages that fit into a phone's tab bar; the menu has all. */
const TABS = 4;

interface LinkProps {
  readonly page: PageEntry;
  readonly address: Address;
}

const linkTo = ({ page, address }: LinkProps) => ({
  href: keepingView(`/${page.id}`, address),
  'data-page': page.id,
  'aria-current': address.page === page.id ? ('page' as const) : undefined,
});

const Logo = () => (
  <svg viewBox="0 0 20 20" aria-hidden="true">
    <rect width="20" height="20" rx="5" fill="var(--ink)" />
    <path
      d="M3.5 11h3l2-5 3 9 2-4h3"
      fill="none"
      stroke="var(--surface)"
      stroke-width="1.6"
      stroke-linecap="round"
      stroke-linejoin="round"
    />
  </svg>
);

function Incidents({ count }: { count: number }) {
  return (
    <span class="nav-count">
      {count > 0 && (
        <>
          {count}
          <span class="vh">{count === 1 ? ' open incident' : ' open incidents'}</span>
        </>
      )}
    </span>
  );
}

interface SideProps {
  readonly address: Address;
  readonly current: Current | undefined;
  /** Open incidents, of any run. */
  readonly incidents: number;
  /** Overlays the page when there is no room beside it. */
  readonly isOpen: boolean;
  close(): void;
}

/** All pages, the version, the theme. */
export function SideBar({ address, current, incidents, isOpen, close }: SideProps) {
  const side = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!isOpen) return;
    const from = document.activeElement;
    side.current?.querySelector<HTMLElement>('a.nav')?.focus();
    const onKey = (event: KeyboardEvent) => event.key === 'Escape' && close();
    addEventListener('keydown', onKey);
    return () => {
      removeEventListener('keydown', onKey);
      if (from instanceof HTMLElement && side.current?.contains(document.activeElement)) from.focus();
    };
  }, [isOpen, close]);
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: Esc closes too */}
      {isOpen && <div class="scrim" onClick={close} />}
      <nav ref={side} class="side" aria-label="Main" data-open={isOpen ? '' : undefined}>
        <a class="brand" href={`/${PAGES[0].id}`}>
          <Logo />
          RetailPulse
        </a>
        {PAGES.map((page: PageEntry, at) => (
          <>
            {page.section && page.section !== PAGES[at - 1]?.section && <p class="side-group">{page.section}</p>}
            <a class="nav" {...linkTo({ page, address })}>
              <Icon name={page.icon} />
              {page.title}
              {page.id === 'health' && <Incidents count={incidents} />}
            </a>
          </>
        ))}
        <div class="side-foot">
          {current && (
            <div class="version">
              <b>Version {current.version.slice(0, 16)}</b>
              <br />
              published {moment(current.published_at)}
            </div>
          )}
          <ThemeButton />
        </div>
      </nav>
    </>
  );
}

interface TabsProps {
  readonly address: Address;
  readonly isOpen: boolean;
  openMenu(): void;
}

/** Navigation on a phone: the first pages, and a menu with all of them, the version and the theme. */
export const Tabs = ({ address, isOpen, openMenu }: TabsProps) => (
  <nav class="tabs" aria-label="Main, phone">
    {PAGES.slice(0, TABS).map((page) => (
      <a key={page.id} {...linkTo({ page, address })}>
        <Icon name={page.icon} />
        {page.short}
      </a>
    ))}
    <button type="button" aria-expanded={isOpen} onClick={openMenu}>
      <Icon name="menu" />
      More
    </button>
  </nav>
);
