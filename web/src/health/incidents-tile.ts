import type { StatusDocument } from '../../../lambdas/contracts/status.ts';
import { h } from '../dom.ts';
import { count, moment } from '../format.ts';
import { liveTile, table, tone } from './live-tile.ts';

/** A link only where a browser may follow it: a path of the repository is text. */
const runbook = (url: string) => (/^https?:/.test(url) ? h('a', { href: url }, 'runbook') : url.replace(/^.*#/, ''));

/** All that is wrong and not over, of whatever run, with its cause. */
export const incidentsTile = ({ incidents }: StatusDocument): HTMLElement =>
  liveTile(
    'incidents',
    'Open incidents',
    12,
    'until they are over',
    incidents.length === 0 ? 'None is open.' : [h('b', {}, count(incidents.length)), ' not over.'],
    incidents.length === 0
      ? null
      : table(
          'Open incidents',
          [['Severity'], ['What and why'], ['Since'], ['Owner'], ['Runbook']],
          incidents.map((one) =>
            h(
              'tr',
              {},
              h('td', {}, h('span', { class: `tag ${tone(one.severity)}`.trim() }, one.severity)),
              h('td', {}, one.title, h('br'), h('small', {}, one.body)),
              h('td', {}, moment(one.since)),
              h('td', {}, one.owner),
              h('td', {}, runbook(one.runbook)),
            ),
          ),
        ),
    'One incident per cause; it is told when it opens, gets worse and is over',
  );
