// Paid media and e-mail: relative spend by day, adstock, and the response it adds to demand. Computed on relative spend, so that
// a larger world's first people are the same; the budget only scales what is reported.
import { dateOf, HORIZON, isSaleEvent } from '../calendar/calendar.ts';
import { exp } from '../random/exact-math.ts';
import type { Streams } from '../random/streams.ts';

export interface Channel {
  readonly name: string;
  readonly budgetShare: number;
  readonly adstock: number;
  readonly betaNew: number;
  readonly betaRepeat: number;
  readonly saturation: number;
}

export const CHANNELS: readonly Channel[] = [
  { name: 'meta_prospecting', budgetShare: 0.34, adstock: 0.55, betaNew: 0.38, betaRepeat: 0.05, saturation: 1.0 },
  { name: 'meta_retargeting', budgetShare: 0.07, adstock: 0.3, betaNew: 0.015, betaRepeat: 0.015, saturation: 0.6 },
  { name: 'google_brand', budgetShare: 0.05, adstock: 0, betaNew: 0.01, betaRepeat: 0.008, saturation: 0.4 },
  { name: 'google_nonbrand', budgetShare: 0.16, adstock: 0.15, betaNew: 0.18, betaRepeat: 0.026, saturation: 1.2 },
  { name: 'google_shopping', budgetShare: 0.2, adstock: 0.2, betaNew: 0.22, betaRepeat: 0.034, saturation: 1.0 },
  { name: 'google_pmax', budgetShare: 0.18, adstock: 0.3, betaNew: 0.17, betaRepeat: 0.03, saturation: 0.8 },
];
/** E-mail stands behind the paid channels: it moves repeat buyers only. */
export const EMAIL = CHANNELS.length;
export const CAUSES = ['baseline', ...CHANNELS.map((one) => one.name), 'email'] as const;

const EMAIL_RESPONSE = [0.6, 0.3, 0.12];
/** One campaign each fortnight, at day ≡ 4. */
const isCampaignDay = (day: number): boolean => day % 14 === 4;

export interface Media {
  /** Relative spend, 1 on an ordinary day. `[channel × HORIZON + day]`. */
  readonly spend: Float64Array;
  /** m: response on new and on repeat candidates, the same shape, e-mail last. */
  readonly responseNew: Float64Array;
  readonly responseRepeat: Float64Array;
  /** 1 + 2·Σ m. */
  readonly envelopeNew: Float64Array;
  readonly envelopeRepeat: Float64Array;
}

/** @param off a channel whose spend is 0 on days `[from, to)`; what it carried over decays there */
export function makeMedia(stream: Streams, off?: { channel: number; from: number; to: number }): Media {
  const size = (CHANNELS.length + 1) * HORIZON;
  const spend = new Float64Array(size);
  const responseNew = new Float64Array(size);
  const responseRepeat = new Float64Array(size);
  for (const [c, channel] of CHANNELS.entries()) {
    let carried = 0;
    for (let day = 0; day < HORIZON; day++) {
      const at = c * HORIZON + day;
      spend[at] = off?.channel === c && day >= off.from && day < off.to ? 0 : spendOn(stream, c, day);
      carried = spend[at]! + channel.adstock * carried;
      const a = (1 - channel.adstock) * carried;
      const shape = (2 * a) / (a + channel.saturation);
      responseNew[at] = channel.betaNew * shape;
      responseRepeat[at] = channel.betaRepeat * shape;
    }
  }
  for (let day = 0; day < HORIZON; day++) {
    for (let lag = 0; lag < EMAIL_RESPONSE.length; lag++) {
      if (!isCampaignDay(day - lag)) continue;
      responseRepeat[EMAIL * HORIZON + day] = EMAIL_RESPONSE[lag]! * (isSaleEvent(dateOf(day)) ? 1.5 : 1);
    }
  }
  return {
    spend,
    responseNew,
    responseRepeat,
    envelopeNew: envelope(responseNew),
    envelopeRepeat: envelope(responseRepeat),
  };
}

function spendOn(stream: Streams, channel: number, day: number): number {
  const flightDraw = stream('spend.flight', channel, Math.floor(day / 14)).uniform();
  const flight = flightDraw < 0.12 ? 0.25 : flightDraw < 0.3 ? 1.6 : 1;
  const date = dateOf(day);
  const weekday = [1.05, 1.06, 1.02, 1.0, 0.99, 0.96, 0.92][date.getUTCDay()]!;
  const noise = exp(0.15 * stream('spend.noise', channel, day).normal() - 0.011);
  return flight * (0.85 + (0.5 * day) / HORIZON) * (0.7 + 0.3 * weekday) * noise * (isSaleEvent(date) ? 2 : 1);
}

function envelope(response: Float64Array): Float64Array {
  const bound = new Float64Array(HORIZON);
  for (let day = 0; day < HORIZON; day++) {
    let sum = 0;
    for (let c = 0; c <= CHANNELS.length; c++) sum += response[c * HORIZON + day]!;
    bound[day] = 1 + 2 * sum;
  }
  return bound;
}
