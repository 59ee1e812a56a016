import type { DeploySiteInput, DeploySiteResult } from '../contracts/site.ts';
import type { SiteBucket, WebFile } from '../ports/site-bucket.ts';

/**
 * Uploads the built app to its bucket; `index.html` last, because it names the other files. Files of the previous build
 * stay: an open tab still requests them. The bucket is deleted with the stack, which requires it to be empty.
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
