import type { Sentence } from '../../lambdas/contracts/tile/sentence.ts';
import { h } from './dom.ts';
import { partText } from './format.ts';

/** A sentence of a tile, its key figures in bold; neighbours in bold are one. */
export function sentence(parts: Sentence, currency: string | null): Node[] {
  const nodes: Node[] = [];
  let bold: HTMLElement | undefined;
  for (const part of parts) {
    const text = partText(part, currency);
    if (!part.strong) {
      bold = undefined;
      nodes.push(document.createTextNode(text));
    } else if (bold) bold.append(text);
    else {
      bold = h('b', {}, text);
      nodes.push(bold);
    }
  }
  return nodes;
}
