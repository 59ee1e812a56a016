/** A page of the dashboards. Its content is what publish writes as `page_<id>`. */
export interface PageEntry {
  /** First part of its path. */
  readonly id: string;
  readonly title: string;
  /** Beneath an icon, on a phone. */
  readonly short: string;
  /** Name of a drawing of the app. */
  readonly icon: 'overview' | 'customers' | 'health' | 'metrics';
  /** After `g`, goes there. */
  readonly key: string;
  /** Heading it stands beneath in the navigation; null for the first ones. */
  readonly section: string | null;
}

/**
 * Every page there is, in the order of the navigation. Publish, the app (navigation, keys, addresses), the server of one machine and
 * CloudFront read it; the first one is shown where no page is named.
 */
export const PAGES = [
  { id: 'overview', title: 'Overview', short: 'Overview', icon: 'overview', key: 'o', section: null },
  { id: 'customers', title: 'Customers', short: 'Customers', icon: 'customers', key: 'c', section: null },
  { id: 'health', title: 'Data health', short: 'Health', icon: 'health', key: 'h', section: 'Data' },
  { id: 'metrics', title: 'Metrics', short: 'Metrics', icon: 'metrics', key: 'm', section: 'Data' },
] as const satisfies readonly PageEntry[];

export type PageId = (typeof PAGES)[number]['id'];

export const pageOf = (id: string): PageEntry | undefined => PAGES.find((page) => page.id === id);

/** First parts of paths that hold files; all other addresses are the app's. */
export const FILE_FOLDERS = ['assets', 'published', 'status', 'api'] as const;

/** Whether a path is an address somebody types or reloads: neither a file nor anything below the folders that hold them. */
export function isAddress(path: string): boolean {
  const parts = path.split('/');
  return !FILE_FOLDERS.some((folder) => folder === parts[1]) && !parts.at(-1)!.includes('.');
}

/** Whether the app has a page for an address; it says itself when it has none. */
export const isPage = (path: string): boolean => {
  const id = path.slice(1, path.length > 1 && path.endsWith('/') ? -1 : undefined);
  return id === '' || pageOf(id) !== undefined;
};

/**
 * The address of a tile, of its table narrowed where a filter is given.
 * @param filter column, and the text its cells have; `above-0` for figures that are more than nothing
 */
export function placeOf(page: PageId, tile: string, filter?: readonly [column: string, value: string]): string {
  const query = filter ? `?filter=${tile}.${filter[0]}.${encodeURIComponent(filter[1])}` : '';
  return `/${page}${query}#tile-${tile}`;
}
