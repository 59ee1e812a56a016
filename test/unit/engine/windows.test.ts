import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutSpan, gapsIn, mergeSpans, type Span, watermarkOf } from '../../../lambdas/extractors/engine/windows.ts';

const span = fc
  .tuple(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 200 }))
  .map(([a, b]): Span => ({ from: Math.min(a, b), to: Math.max(a, b) }));
const covers = (spans: readonly Span[], at: number) => spans.some((one) => one.from <= at && at < one.to);

describe('windows', () => {
  it('merges to disjoint sorted spans that cover the same instants', () => {
    fc.assert(
      fc.property(fc.array(span), (spans) => {
        const merged = mergeSpans(spans);
        for (let at = 0; at <= 200; at++) expect(covers(merged, at)).toBe(covers(spans, at));
        for (let i = 1; i < merged.length; i++) expect(merged[i]!.from).toBeGreaterThan(merged[i - 1]!.to);
      }),
    );
  });

  it('finds exactly what is not covered', () => {
    fc.assert(
      fc.property(span, fc.array(span), (whole, spans) => {
        const gaps = gapsIn(whole, spans);
        for (let at = 0; at <= 200; at++) expect(covers(gaps, at)).toBe(covers([whole], at) && !covers(spans, at));
      }),
    );
  });

  it('cuts into adjoining pieces that are never too long', () => {
    fc.assert(
      fc.property(span, fc.integer({ min: 1, max: 50 }), (whole, longest) => {
        const pieces = cutSpan(whole, longest);
        expect(mergeSpans(pieces)).toEqual(mergeSpans([whole]));
        for (const piece of pieces) expect(piece.to - piece.from).toBeLessThanOrEqual(longest);
      }),
    );
  });

  it('never moves the watermark past a gap', () => {
    fc.assert(
      fc.property(fc.array(span), (spans) => {
        const watermark = watermarkOf(0, spans);
        if (watermark === null) expect(covers(spans, 0)).toBe(false);
        else for (let at = 0; at < watermark; at++) expect(covers(spans, at)).toBe(true);
      }),
    );
  });
});
