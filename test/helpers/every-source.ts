import { sources } from '../../lambdas/extractors/sources/index.ts';
import { TWINS } from '../../local/twins/server.ts';

/** One connection of each source we have, with settings it takes: what a deployment of everything reads. */
export const everySource = () =>
  sources.flatMap(({ name }) => {
    const twin = TWINS[name];
    return twin ? [{ source: name, name: 'main', settings: twin.settings(`https://${name}.example.com`) }] : [];
  });
