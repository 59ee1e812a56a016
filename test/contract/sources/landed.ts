// What a stage has landed.
import { gunzipSync } from 'node:zlib';
import type { Manifest } from '../../../lambdas/contracts/manifest.ts';
import type { Stage } from '../twins/stage.ts';

export async function landed({ ports }: Stage, manifests: readonly (Manifest | undefined)[]): Promise<string[]> {
  const lines: string[] = [];
  for (const { key } of manifests.flatMap((one) => one?.parts ?? []))
    lines.push(
      ...gunzipSync((await ports.store.get(key))!.body)
        .toString()
        .trim()
        .split('\n'),
    );
  return lines;
}

/** Every slice of a plan, one after the other. */
export async function everything(stage: Stage): Promise<Manifest[]> {
  const manifests: Manifest[] = [];
  for (const key of await stage.plan()) manifests.push((await stage.extract(key))!);
  return manifests;
}

/** Records without their envelopes, sorted: a slice is a set. */
export const recordsOf = (lines: readonly string[]) =>
  lines.map((line) => line.slice(line.indexOf('"record":'))).sort();
