// Clicks and views of advertisements before an order, whether a platform claims the order or not.
import { KIND, type Stream } from '../random/rng.ts';

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
export function touchesOf(draw: Stream, person: number, n: number, cause: number): Touch[] {
  draw.reset(KIND.intent, 8, person, n);
  draw.uniform(); // whether Meta matches
  draw.uniform(); // whether Google does
  const touches: Touch[] = [];
  for (const [channel, [first, later, lag, view]] of TOUCH.entries()) {
    const causal = channel === cause - 1;
    const clicks = draw.uniform() < (causal ? CAUSAL_CLICK : n === 0 ? first : later);
    const lagDays = draw.exponential() * lag * (causal ? 0.7 : 1.3);
    const views = draw.uniform() < view;
    const viewLag = draw.uniform();
    if (clicks) touches.push({ channel, kind: 'click', lagDays });
    if (views) touches.push({ channel, kind: 'view', lagDays: viewLag });
  }
  return touches;
}
