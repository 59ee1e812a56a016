import type { DeploySiteInput, DeploySiteResult } from '../contracts/site.ts';
import type { SiteBucket, WebFile } from '../ports/site-bucket.ts';

/**
 * Puts the built app into its bucket; `index.html` last, for it names the others. Files of the build before stay: a tab that was
 * open asks for them. With the stack the bucket goes, and only an empty one can.
 * @param files by URL path
 */
export async function deploySite(
  { RequestType }: Pick<DeploySiteInput, 'RequestType'>,
  files: ReadonlyMap<string, WebFile>,
  site: SiteBucket,
): Promise<DeploySiteResult> {
  if (RequestType === 'Delete') {
    let deleted = 0;
    for await (const key of site.keys()) {
      await site.delete(key);
      deleted++;
    }
    return { files: 0, deleted };
  }
  const isIndex = (path: string) => path === '/index.html';
  for (const [path, file] of [...files].sort(([a], [b]) => Number(isIndex(a)) - Number(isIndex(b))))
    await site.put(path.slice(1), file);
  return { files: files.size, deleted: 0 };
}
