// Clicks and views of advertisements before an order, whether a platform claims the order or not.
import type { Streams } from '../random/streams.ts';

/** Of each paid channel: probability of a click before a first and before a later order, mean days between, and of a view. */
const TOUCH: readonly (readonly [first: number, later: number, lag: number, view: number])[] = [
  [0.1, 0.03, 4, 0.042],
  [0.06, 0.07, 2, 0.053],
  [0.13, 0.1, 0.5, 0],
  [0.06, 0.02, 3, 0],
  [0.08, 0.03, 3, 0],
  [0.09, 0.05, 3, 0],
];
const CAUSAL_CLICK = 0.9;

/** A click or view before an order, claimed or not. */
export interface Touch {
  readonly channel: number;
  readonly kind: 'click' | 'view';
  readonly lagDays: number;
}

/** The paid touches of an order, by channel, clicks before views. */
export function touchesOf(stream: Streams, person: number, n: number, cause: number): Touch[] {
  const touches: Touch[] = [];
  for (const [channel, [first, later, lag, view]] of TOUCH.entries()) {
    const causal = channel === cause - 1;
    if (stream('touch.clicks', person, n, channel).happens(causal ? CAUSAL_CLICK : n === 0 ? first : later)) {
      const mean = lag * (causal ? 0.7 : 1.3);
      touches.push({
        channel,
        kind: 'click',
        lagDays: mean * stream('touch.click_lag', person, n, channel).exponential(),
      });
    }
    if (stream('touch.views', person, n, channel).happens(view))
      touches.push({ channel, kind: 'view', lagDays: stream('touch.view_lag', person, n, channel).uniform() });
  }
  return touches;
}
