import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { followLinks, useAddress } from './address.ts';
import { onSuperseded, readAgain } from './data/published.ts';
import { useNews } from './data/use-news.ts';
import { LazyDrawer } from './drawer/lazy-drawer.tsx';
import { PageContext, type PageFacts } from './page-context.ts';
import { Banners } from './shell/banners.tsx';
import { KeysDialog, useKeys } from './shell/keys.tsx';
import { SideBar, Tabs } from './shell/navigation.tsx';
import { PagePane } from './shell/page-pane.tsx';
import { hasPeriods, TopRow } from './shell/top-row.tsx';
import { useShownPage } from './shell/use-shown-page.ts';
import { isOverdue, standingOf } from './standing.ts';
import { NO_VIEW, viewOf } from './view.ts';

/** Incremented when published data must be read again. */
function useTurn() {
  const [turn, setTurn] = useState(0);
  const [isReplaced, setReplaced] = useState(false);
  const again = useCallback(() => {
    setReplaced(false);
    const next = () => setTurn((before) => before + 1);
    void readAgain().then(next, next);
  }, []);
  useEffect(
    () =>
      onSuperseded(() => {
        setReplaced(true);
        setTurn((before) => before + 1);
      }),
    [],
  );
  return { turn, isReplaced, again };
}

/** The whole app: navigation, header, banners, one page, and overlays. */
export function App() {
  const address = useAddress();
  const { turn, isReplaced, again } = useTurn();
  const shown = useShownPage(address.page, turn);
  const news = useNews(`${address.page} ${turn}`);
  const [isMenuOpen, setMenuOpen] = useState(false);
  const [showsKeys, setShowsKeys] = useState(false);
  const [tables, setTables] = useState({ turn: 0, isOpen: false });
  const closeMenu = useCallback(() => setMenuOpen(false), []);
  const turnMenu = useCallback(() => setMenuOpen((before) => !before), []);
  const toggleTables = useCallback(
    () => setTables((before) => ({ turn: before.turn + 1, isOpen: !before.isOpen })),
    [],
  );
  const showKeys = useCallback(() => setShowsKeys(true), []);
  useKeys({ toggleTables, showKeys });
  useEffect(followLinks, []);

  const pageOnScreen = useRef(address.page);
  useEffect(() => {
    setMenuOpen(false);
    if (pageOnScreen.current !== address.page) scrollTo(0, 0);
    pageOnScreen.current = address.page;
  }, [address.page]);
  // Before the first publication, and while the server is away, each poll is a retry.
  useEffect(() => {
    if (shown?.error !== undefined && news.isReached) again();
  }, [news.now]);

  const { current, manifest } = shown ?? {};
  const facts = useMemo<PageFacts>(
    () => ({
      view: manifest ? viewOf(manifest, address) : NO_VIEW,
      hasPeriods: manifest !== undefined && hasPeriods(manifest),
      current,
      summary: news.summary,
      isOverdue: current !== undefined && isOverdue(current, news.now),
      tables,
    }),
    [manifest, current, address, news, tables],
  );
  const standing = current && standingOf({ current, ...news, isReached: news.isOnline && news.isReached });
  return (
    <PageContext.Provider value={facts}>
      <div class="app">
        <SideBar
          address={address}
          current={current}
          incidents={news.summary?.incidents ?? 0}
          isOpen={isMenuOpen}
          close={closeMenu}
        />
        <div class="page">
          <header>
            <TopRow shown={shown} facts={facts} standing={standing} isMenuOpen={isMenuOpen} openMenu={turnMenu} />
            <Banners shown={shown} news={news} standing={standing} isReplaced={isReplaced} again={again} />
          </header>
          <PagePane shown={shown} summary={news.summary} turn={turn} place={address.drawer} again={again} />
        </div>
      </div>
      <Tabs address={address} isOpen={isMenuOpen} openMenu={turnMenu} />
      <LazyDrawer of={address.drawer} />
      {showsKeys && <KeysDialog onClose={() => setShowsKeys(false)} />}
    </PageContext.Provider>
  );
}
