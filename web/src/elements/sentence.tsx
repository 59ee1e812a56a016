import type { Sentence as Parts } from '../../../lambdas/contracts/tile/sentence.ts';
import { partText } from '../format.ts';

/** A sentence of a tile, its key figures in bold; adjacent bold parts are merged. */
export function Sentence({ parts, currency }: { parts: Parts; currency: string | null }) {
  const runs: { strong: boolean; text: string }[] = [];
  for (const part of parts) {
    const [strong, text, last] = [part.strong === true, partText(part, currency), runs.at(-1)];
    if (last?.strong === strong) last.text += text;
    else runs.push({ strong, text });
  }
  return <>{runs.map(({ strong, text }) => (strong ? <b>{text}</b> : text))}</>;
}
