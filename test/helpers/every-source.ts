import { sources } from '../../lambdas/extractors/sources/index.ts';
import { TWINS } from '../../local/twins/server.ts';
import { fixturesOf } from '../contract/sources/wires.ts';

/** One connection of each source we have, with settings it takes: what a deployment of everything reads. */
export const everySource = () =>
  sources.map(({ name }) => ({
    source: name,
    name: 'main',
    // Where nobody is asked over HTTP, settings name no host.
    settings: TWINS[name]?.settings(`https://${name}.example.com`) ?? fixturesOf(name).account.settings,
  }));
