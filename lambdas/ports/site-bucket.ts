/** A file of the built app, as a browser gets it. */
export interface WebFile {
  readonly type: string;
  readonly body: Buffer;
  /** `Cache-Control`. */
  readonly cache: string;
}

/** The bucket the dashboards' app is served from. */
export interface SiteBucket {
  put(key: string, file: WebFile): Promise<void>;
  keys(): AsyncIterable<string>;
  delete(key: string): Promise<void>;
}
