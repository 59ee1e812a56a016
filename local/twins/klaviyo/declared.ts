import type { World } from '../../world/world.ts';
import type { Declared } from '../server.ts';
import { KLAVIYO_SECRET, klaviyoRefusal, klaviyoTwin } from './twin.ts';

const of =
  (name: 'profiles' | 'events' | 'campaigns' | 'metrics') =>
  ({ mail, asOf }: World) =>
    mail[name].ids(asOf);

export const klaviyo: Declared = {
  make: klaviyoTwin,
  refusal: klaviyoRefusal,
  secret: KLAVIYO_SECRET,
  settings: (url) => ({ base_url: url }),
  truth: { profiles: of('profiles'), events: of('events'), campaigns: of('campaigns'), metrics: of('metrics') },
};
