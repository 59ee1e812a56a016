/** A page of the dashboards. Publish writes its content as `page_<id>`. */
export interface PageEntry {
  /** First segment of its path. */
  readonly id: string;
  readonly title: string;
  /** Label beneath the icon on a phone. */
  readonly short: string;
  /** Name of one of the app's icons. */
  readonly icon: 'overview' | 'sales' | 'products' | 'customers' | 'health' | 'metrics';
  /** Key that opens it after `g`. */
  readonly key: string;
  /** Its heading in the navigation; null for the first pages. */
  readonly section: string | null;
}

/**
 * All pages, in the order of the navigation. Publish, the app (navigation, keys, addresses), the local server and
 * CloudFront read the list; the first page is the default.
 */
export const PAGES = [
  { id: 'overview', title: 'Overview', short: 'Overview', icon: 'overview', key: 'o', section: null },
  { id: 'sales', title: 'Sales', short: 'Sales', icon: 'sales', key: 's', section: null },
  { id: 'products', title: 'Products', short: 'Products', icon: 'products', key: 'p', section: null },
  { id: 'customers', title: 'Customers', short: 'Customers', icon: 'customers', key: 'c', section: null },
  { id: 'health', title: 'Data health', short: 'Health', icon: 'health', key: 'h', section: 'Data' },
  { id: 'metrics', title: 'Metrics', short: 'Metrics', icon: 'metrics', key: 'm', section: 'Data' },
] as const satisfies readonly PageEntry[];

export type PageId = (typeof PAGES)[number]['id'];

export const pageOf = (id: string): PageEntry | undefined => PAGES.find((page) => page.id === id);

/** First path segments that hold files; every other address belongs to the app. */
export const FILE_FOLDERS = ['assets', 'published', 'status', 'api'] as const;

/**
 * True if a path is an address of the app, typed or reloaded: neither a file nor anything below the folders of files.
 */
export function isAddress(path: string): boolean {
  const parts = path.split('/');
  return !FILE_FOLDERS.some((folder) => folder === parts[1]) && !parts.at(-1)!.includes('.');
}

/** True if the app has a page at an address; the app itself shows a message when it has none. */
export const isPage = (path: string): boolean => {
  const id = path.slice(1, path.length > 1 && path.endsWith('/') ? -1 : undefined);
  return id === '' || pageOf(id) !== undefined;
};

/**
 * Address of a tile, with its table filtered when a filter is given.
 * @param filter column, and the text of its cells; `above-0` for figures greater than zero
 */
export function placeOf(page: PageId, tile: string, filter?: readonly [column: string, value: string]): string {
  const query = filter ? `?filter=${tile}.${filter[0]}.${encodeURIComponent(filter[1])}` : '';
  return `/${page}${query}#tile-${tile}`;
}
