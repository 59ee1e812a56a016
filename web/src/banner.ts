import type { StatusDocument } from '../../lambdas/contracts/status.ts';
import { h } from './dom.ts';
import { count, MISSING, moment } from './format.ts';
import type { Standing } from './standing.ts';

const blocking = (status: StatusDocument) =>
  status.checks.filter(({ outcome, severity }) => outcome !== 'pass' && (severity === 'error' || severity === 'page'));

const ENDED: Readonly<Record<string, string>> = {
  held_back: 'The last run was held back. ',
  nothing_read: 'The last run read nothing. ',
};

/** A run that published nothing concerns every page: what is shown is older than the last try. */
export function runBanner(status: StatusDocument | undefined): HTMLElement | null {
  const last = status?.last_run;
  if (!status || !last || last.published || last.outcome === 'ok') return null;
  const served = status.served
    ? `You see the last good version, published ${moment(status.served.published_at)}.`
    : 'Nothing has been published yet.';
  const found = blocking(status);
  const [first] = found;
  const why =
    last.outcome === 'held_back' && first
      ? `${first.check} on ${first.table}${first.column ? `.${first.column}` : ''} found ${first.value === null ? MISSING : count(first.value)} ${first.unit}, allowed ${first.threshold === null ? MISSING : count(first.threshold)}${found.length > 1 ? `, and ${found.length - 1} more` : ''}. `
      : status.failures[0]
        ? `${status.failures[0].state}: ${status.failures[0].error}. `
        : (last.reasons[0] ?? '').replace(/[.\s]*$/, (end) => (last.reasons[0] ? '. ' : end));
  return h(
    'div',
    { class: 'banner banner-bad', role: 'status' },
    h('span', { class: 'status failed' }),
    h(
      'p',
      {},
      h('b', {}, ENDED[last.outcome] ?? 'The last run failed. '),
      why,
      served,
      ' ',
      h('a', { href: '/health' }, 'What happened'),
    ),
  );
}

/** What the reader has to know of every page, most pressing first. */
export const standingBanners = ({ notes }: Standing): HTMLElement[] =>
  notes.map(({ title, text }) =>
    h(
      'div',
      { class: 'banner', role: 'status' },
      h('span', { class: 'status late' }),
      h('p', {}, h('b', {}, title), `${text} `, h('a', { href: '/health' }, 'Data health')),
    ),
  );

export const offlineBanner = (version: string, asOf: string, why = 'Offline. '): HTMLElement =>
  h(
    'div',
    { class: 'banner banner-plain', role: 'status' },
    h('span', { class: 'status open' }),
    h('p', {}, h('b', {}, why), `These are the numbers of ${moment(asOf)}, version ${version}.`),
  );

export const newerBanner = (show: () => void): HTMLElement =>
  h(
    'div',
    { class: 'banner banner-plain', role: 'status' },
    h('span', { class: 'status' }),
    h('p', {}, h('b', {}, 'New data was published. '), 'This page still shows the version before.'),
    h('button', { type: 'button', class: 'button', onclick: show }, 'Show it'),
  );
